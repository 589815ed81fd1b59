/** Every page, night and big write on the large demonstration: how long, and how long everybody else waits for it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoPassword } from '#src/services/installation/demo-accounts.ts';
import { largeMark } from '#src/services/installation/large/make.ts';
import { routes } from '#tests/rights/routes.ts';
import { ask, quantile, sendFile, signIn, timesOf } from './http.ts';
import { addressOf, variants, visitorsOf, type Visitor } from './large-ids.ts';
import { startServer, type Server, type Stats } from './process.ts';

export type Figure = (name: string, value: number, unit: string, limit?: { atMost?: number; atLeast?: number }) => void;

const people = Number(process.env.BENCH_LARGE_PEOPLE ?? 20_000);
const visits = Number(process.env.BENCH_LARGE_VISITS ?? 20);
/** Where the large demonstration is kept between runs. */
const kept = process.env.BENCH_LARGE_DIR ?? join(tmpdir(), 'baliewijs-large');

const slowest = 300;
const longestHeld = 100;

export async function benchLarge(figure: Figure): Promise<void> {
  makeOnce(figure);
  const folder = mkdtempSync(join(tmpdir(), 'baliewijs-large-run-'));
  try {
    copyFileSync(join(kept, 'bench.db'), join(folder, 'bench.db'));
    const server = await startServer(folder);
    try {
      figure('large: ready', server.readyMs, 'ms', { atMost: 3000 });
      figure('large: ready, of the processor', server.readyCpuMs, 'ms');
      // The first form after a start reads the code of all forms: that is not the night's.
      await signIn(server.url, 'specialist@duinrand.example', demoPassword);
      await nights(server, figure);
      await pages(server, `file:${folder}/bench.db`, figure);
      await writes(server, figure);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Made by the operator's own command; kept while it is of the same generator, size, schema and week (dates age). */
function makeOnce(figure: Figure): void {
  const mark = join(kept, 'made');
  const week = Math.floor(Date.now() / (7 * 86_400_000));
  const wanted = `${largeMark(people)} ${readFileSync('migrations/meta/_journal.json', 'utf8').length} ${week}`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  const began = performance.now();
  const made = spawnSync(process.execPath, ['src/cli/main.ts', 'demo', '--size', String(people)], {
    env: { ...process.env, DATABASE_URL: `file:${join(kept, 'bench.db')}`, DATA_DIR: kept, DEMO: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.status !== 0) throw new Error('the large demonstration could not be made');
  figure(`large: a demonstration of ${people} people made`, (performance.now() - began) / 1000, 's', { atMost: 180 });
  writeFileSync(mark, wanted);
}

/** What the house does by itself, on the night and the Monday morning after today. */
async function nights(server: Server, figure: Figure): Promise<void> {
  for (const job of ['night', 'reminders', 'figures'] as const) {
    await server.stats();
    let over = false;
    const signedIn = signInMeanwhile(server, () => over);
    const { ms, outcome } = await server.run(job).finally(() => (over = true));
    const stats = await server.stats();
    const times = await signedIn;
    figure(`large: ${job} (${outcome})`, ms, 'ms');
    figure(`large: ${job}, of the processor`, stats.cpuMs, 'ms');
    held(figure, job, stats);
    figure(`large: ${job}, ${times.length} times signed in meanwhile, slowest`, Math.max(0, ...times), 'ms', { atMost: 1000 });
  }
}

function held(figure: Figure, what: string, { loopMax, turnMax }: Stats): void {
  figure(`large: ${what}, event loop held, longest`, loopMax, 'ms', { atMost: longestHeld });
  figure(`large: ${what}, of the processor in one turn, most`, turnMax, 'ms', { atMost: longestHeld });
}

/** Whoever comes in while the house works must not notice: signs in again and again, and answers how long each took. */
async function signInMeanwhile(server: Server, isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isOver()) {
    const began = performance.now();
    await signIn(server.url, 'specialist@duinrand.example', demoPassword);
    times.push(performance.now() - began);
    await pause(1000);
  }
  return times;
}

interface Seen {
  role: string;
  path: string;
  status: number;
  p50: number;
  p95: number;
  held: number;
  /** Of the processor, in one turn of the event loop. */
  turn: number;
  /** Of the processor, per visit: what the page costs when others use the machine too. */
  cpu: number;
}

/** The reports that pages show afterwards: of each pilot that is looked at. */
async function makeReports(server: Server, visitors: readonly Visitor[], figure: Figure): Promise<void> {
  const adviser = visitors.find(({ role }) => role === 'adviser');
  if (!adviser) return;
  const cookie = await signIn(server.url, adviser.email, demoPassword);
  for (const pilot of new Set(visitors.flatMap(({ ids }) => ids.pilot ?? []))) {
    const desk = `${server.url}/pilots/${pilot}/verslag`;
    const { body } = await ask(desk, { cookie });
    const key = /name="sleutel" value="([^"]+)"/.exec(body)?.[1] ?? '';
    await server.stats();
    for (const soort of ['final', 'interim']) {
      const began = performance.now();
      const { status } = await ask(`${desk}?_action=evaluation.make`, { cookie, form: { pilot, sleutel: key, soort } });
      if (status !== 303) continue;
      figure(`large: report made (${soort})`, performance.now() - began, 'ms', { atMost: 1000 });
      break;
    }
    held(figure, 'report', await server.stats());
  }
}

/** Every page pattern that the table of rights has, for each role that may see it. */
async function pages(server: Server, url: string, figure: Figure): Promise<void> {
  const seen: Seen[] = [];
  const unseen: string[] = [];
  const visitors = await visitorsOf(url);
  await makeReports(server, visitors, figure);
  for (const { role, email, ids } of visitors) {
    const cookie = await signIn(server.url, email, demoPassword);
    for (const [pattern, row] of Object.entries(routes)) {
      const expected = row[role];
      const status = typeof expected === 'object' ? expected.own : expected;
      if (status !== 200 || /\.\.\.|uitloggen|stroom$/.test(pattern)) continue;
      const address = addressOf(pattern, ids);
      if (address === null) unseen.push(`${role} ${pattern}`);
      else
        for (const more of ['', ...(variants[pattern] ?? [])])
          seen.push({ role, path: pattern + more, ...(await visit(server, address + more, cookie)) });
      process.stderr.write(`\r${role} ${pattern}`.padEnd(100));
    }
  }
  seen.sort((a, b) => b.p95 - a.p95);
  writeFileSync(join(kept, 'pages.json'), seen.map((s) => JSON.stringify(s)).join('\n'));
  for (const s of seen.filter((one, index) => index < 25 || over(one)))
    console.log(
      `${String(Math.round(s.p50)).padStart(6)} p50 ${String(Math.round(s.p95)).padStart(6)} p95 ${String(Math.round(s.held)).padStart(6)} held ${String(Math.round(s.turn)).padStart(6)} turn ${String(Math.round(s.cpu)).padStart(6)} cpu  ${s.status}  ${s.role} ${s.path}`,
    );
  if (unseen.length > 0) console.log(`not visited, for want of an object: ${[...new Set(unseen)].join(', ')}`);
  const odd = seen.filter((s) => s.status !== 200).map((s) => `${s.status} ${s.role} ${s.path}`);
  if (odd.length > 0) console.log(`other answers: ${odd.join(', ')}`);
  figure('large: pages visited', seen.length, 'pages');
  figure('large: slowest page, p95', Math.max(...seen.map((s) => s.p95)), 'ms', { atMost: slowest });
  figure('large: event loop held by a page, longest', Math.max(...seen.map((s) => s.held)), 'ms', { atMost: longestHeld });
  figure('large: of the processor in one turn by a page, most', Math.max(...seen.map((s) => s.turn)), 'ms', {
    atMost: longestHeld,
  });
  figure('large: pages over a limit', seen.filter(over).length, 'pages', { atMost: 0 });
}

const over = ({ p95, held }: Seen) => p95 > slowest || held > longestHeld;

async function visit(server: Server, path: string, cookie: string) {
  let status = 0;
  await ask(server.url + path, { cookie });
  await server.stats();
  const times = await timesOf(visits, async () => (status = (await ask(server.url + path, { cookie })).status));
  const { loopMax, turnMax, cpuMs } = await server.stats();
  return { status, p50: quantile(times, 0.5), p95: quantile(times, 0.95), held: loopMax, turn: turnMax, cpu: cpuMs / visits };
}

/** A list of new people, a copy of someone's own data, and someone who is erased. */
async function writes(server: Server, figure: Figure): Promise<void> {
  const cookie = await signIn(server.url, 'beheerder@baliewijs.example', demoPassword);
  const { outcome: library } = await server.run('biggestLibrary');
  const lines = Array.from({ length: 10_000 }, (_, i) => `Nieuw ${'abcdefghij'[i % 10]};nieuw.${i}@groot.example;medewerker;`);
  await server.stats();
  const began = performance.now();
  const { location, status } = await sendFile(`${server.url}/beheer/mensen/inlezen?_action=people.upload`, {
    cookie,
    fields: { bibliotheek: library },
    field: 'bestand',
    name: 'mensen.csv',
    text: `naam;e-mail;rol;groep\n${lines.join('\n')}\n`,
  });
  if (status !== 303) throw new Error(`the list was met with ${status}`);
  const form = { lijst: location.split('/').at(-1) ?? '', uitnodigen: 'on' };
  const letIn = await ask(`${server.url}${location}?_action=people.letIn`, { cookie, form });
  if (letIn.status !== 303) throw new Error(`letting in was met with ${letIn.status}`);
  figure('large: 10,000 people read in', performance.now() - began, 'ms', { atMost: 10_000 });
  held(figure, 'reading in', await server.stats());
  for (const job of ['erase'] as const) {
    const { ms, outcome } = await server.run(job);
    figure(`large: ${job} (${outcome})`, ms, 'ms', { atMost: 1000 });
    held(figure, job, await server.stats());
  }
}
