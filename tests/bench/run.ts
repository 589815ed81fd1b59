/**
 * npm run bench [name …]: one JSON line per figure. Everything runs on this machine, bounded in time; ratios are taken in
 * one run, since the machine may be shared. Names: pages answers weight memory people import large kill start.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogue } from '#src/catalogue/read.ts';
import { buildWhenChanged } from '#src/cli/build.ts';
import { migrateDatabase } from '#src/db/migrate.ts';
import { idealResponse } from '#src/domain/question/question.ts';
import { demoPassword } from '#src/services/installation/demo-accounts.ts';
import { runKillRounds } from '#tests/db/kill/harness.ts';
import { freePort } from '#tests/kit/free-port.ts';
import { country, fillBigHouse, type Size } from './big-house.ts';
import { ask, load, quantile, sendFile, signIn, timesOf, type Load } from './http.ts';
import { benchLarge } from './large.ts';
import { startServer } from './process.ts';
import { weigh } from './weight.ts';

const lesson = '/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag';
const learner = 'p21@groot.example';

const wanted = new Set(process.argv.slice(2));
const runs = (name: string) => wanted.size === 0 || wanted.has(name);
const rounded = (n: number) => Math.round(n * 100) / 100;

/** One figure; `limit` is the standing requirement, `ok` whether this run meets it. */
function figure(name: string, value: number, unit: string, limit?: { atMost?: number; atLeast?: number }): void {
  const ok = limit === undefined || (value <= (limit.atMost ?? Infinity) && value >= (limit.atLeast ?? -Infinity));
  console.log(JSON.stringify({ figure: name, value: rounded(value), unit, ...limit, ...(limit ? { ok } : {}) }));
}

async function withHouse<T>(size: Size, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'baliewijs-bench-'));
  try {
    const url = `file:${folder}/bench.db`;
    await migrateDatabase({ url });
    await fillBigHouse(url, size);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The turn in the middle, by rate. */
function median(loads: Load[]): Load {
  const sorted = [...loads].sort((a, b) => a.rate - b.rate);
  return sorted[Math.floor(sorted.length / 2)] as Load;
}

/** The lesson page signed in, the same page without session and database, and a bare server with the same bytes. */
async function benchPages(folder: string): Promise<void> {
  // A file of its own: one process a file.
  mkdirSync(join(folder, 'still'));
  copyFileSync(join(folder, 'bench.db'), join(folder, 'still', 'bench.db'));
  const still = await startServer(join(folder, 'still'), { BENCH_STILL: '1' });
  const product = await startServer(folder);
  const cookie = await signIn(product.url, learner, demoPassword);
  const page = await ask(product.url + lesson, { cookie });
  if (page.status !== 200) throw new Error(`the lesson answered ${page.status}`);
  const bare = createServer((_req, res) => res.writeHead(200, { 'Content-Type': 'text/html' }).end(page.body));
  const barePort = await freePort();
  await new Promise<void>((resolve) => bare.listen(barePort, '127.0.0.1', resolve));

  const stillCookie = await signIn(still.url, learner, demoPassword);
  await ask(still.url + lesson, { cookie: stillCookie });
  // By turns, and the median of the turns: whatever else this machine does falls on all alike.
  const signedIns: Load[] = [];
  const nobodies: Load[] = [];
  const plains: Load[] = [];
  for (let turn = 0; turn < 6; turn++) {
    const turns: [Load[], string][] = [
      [signedIns, product.url + lesson],
      [nobodies, still.url + lesson],
      [plains, `http://127.0.0.1:${barePort}/`],
    ];
    for (const [into, url] of turns) {
      const one = await load(url, { connections: 10, seconds: 2, cookie });
      if (turn > 0) into.push(one); // the first turn warms up
    }
  }
  const [signedIn, nobody, plain] = [median(signedIns), median(nobodies), median(plains)];
  const alone = await timesOf(400, () => ask(product.url + lesson, { cookie }));
  const home = await load(`${product.url}/leerkaart`, { connections: 10, seconds: 4, cookie });
  const { rss } = await product.stats();
  await product.stop();
  await still.stop();
  bare.close();

  figure('lesson signed in, 10 connections', signedIn.rate, 'pages/s');
  figure('lesson signed in, 10 connections, p50', signedIn.p50, 'ms');
  figure('lesson signed in, 10 connections, p97.5', signedIn.p95, 'ms');
  figure('lesson signed in, 1 connection, p50', quantile(alone, 0.5), 'ms', { atMost: 3 });
  figure('lesson signed in, 1 connection, p95', quantile(alone, 0.95), 'ms');
  figure('lesson for nobody, 10 connections', nobody.rate, 'pages/s');
  figure('bare node:http, same bytes', plain.rate, 'pages/s');
  figure('lesson signed in : for nobody', signedIn.rate / nobody.rate, 'ratio', { atLeast: 2 / 3 });
  figure('lesson signed in : bare', signedIn.rate / plain.rate, 'ratio', { atLeast: 1 / 60 });
  figure('leerkaart signed in, 10 connections', home.rate, 'pages/s');
  figure('failed requests', signedIn.non2xx + nobody.non2xx + home.non2xx, 'requests', { atMost: 0 });
  figure('memory after this load', rss / 2 ** 20, 'MiB', { atMost: 250 });
}

/** Answers of a quiz, each a POST with an fsync before its answer. */
async function benchAnswers(folder: string): Promise<void> {
  const server = await startServer(folder);
  const cookie = await signIn(server.url, learner, demoPassword);
  const quiz = `${server.url}/cursus/frontoffice/nieuwe-klanten/toets`;
  const times: number[] = [];
  const began = performance.now();
  while (times.length < 300) {
    await ask(`${quiz}?_action=quiz.start`, { cookie, form: { course: 'frontoffice', module: 'nieuwe-klanten' } });
    for (;;) {
      const { body } = await ask(quiz, { cookie });
      const form = fieldsOf(body);
      if (!form) break;
      const before = performance.now();
      const { status } = await ask(`${quiz}?_action=quiz.answer`, { cookie, form });
      times.push(performance.now() - before);
      if (status !== 303) throw new Error(`an answer was met with ${status}`);
    }
  }
  times.sort((a, b) => a - b);
  figure('saving an answer, p50', quantile(times, 0.5), 'ms', { atMost: 3 });
  figure('saving an answer, p95', quantile(times, 0.95), 'ms');
  figure('answers saved one after another', (times.length * 1000) / times.reduce((a, b) => a + b, 0), 'answers/s');
  figure('quiz pages and answers', (times.length * 2000) / (performance.now() - began), 'requests/s');
  await server.stop();
}

const questions = new Map(
  [...readCatalogue(process.cwd()).quizzes.values()].flatMap((quiz) => quiz.questions.map((q) => [q.id, q])),
);

/** The fields of the question on this page, with its right answer; null when there is no question. */
function fieldsOf(html: string): string[][] | null {
  const attempt = /name="attempt" value="([^"]+)"/.exec(html)?.[1];
  const id = /name="question" value="([^"]+)"/.exec(html)?.[1];
  const question = questions.get(id ?? '');
  if (!attempt || !question) return null;
  return [['attempt', attempt], ['question', question.id], ...idealResponse(question).map((value) => ['chosen', value])];
}

const pagesOfRole: [role: string, email: string, paths: string[]][] = [
  ['learner', learner, ['/leerkaart', '/bijeenkomsten', lesson]],
  [
    'specialist',
    'p0@groot.example',
    ['/groepen', '/groepen/g0', '/groepen/g0/bijeenkomsten/1', '/groepen/g0/bijeenkomsten/1/o0-1'],
  ],
  [
    'administrator',
    'beheerder@groot.example',
    [
      '/beheer',
      '/beheer/bibliotheken',
      '/beheer/mensen',
      '/beheer/mensen?zoek=00012',
      '/beheer/mensen?pagina=200',
      '/beheer/groepen',
      '/beheer/groepen/g0',
    ],
  ],
];

/** A learner's page at 1,000 and at 20,000 people; every page of every role at 20,000 people and 1,000,000 completions. */
async function benchPeople(): Promise<void> {
  const home = async (size: Size) =>
    withHouse(size, async (folder) => {
      const server = await startServer(folder);
      const cookie = await signIn(server.url, learner, demoPassword);
      await timesOf(60, () => ask(`${server.url}/leerkaart`, { cookie }));
      const times = await timesOf(300, () => ask(`${server.url}/leerkaart`, { cookie }));
      await server.stop();
      return quantile(times, 0.5);
    });
  const few = await home({ people: 1_000, libraries: 8, lessonsEach: 50 });
  const many = await home(country);
  figure('leerkaart at 1,000 people, p50', few, 'ms');
  figure('leerkaart at 20,000 people, p50', many, 'ms');
  figure('leerkaart at 20,000 : at 1,000 people', many / few, 'ratio', { atMost: 1.5 });
  await withHouse(country, async (folder) => {
    const server = await startServer(folder);
    for (const [role, email, paths] of pagesOfRole) {
      const cookie = await signIn(server.url, email, demoPassword);
      for (const path of paths) {
        const statuses = new Set<number>();
        await ask(server.url + path, { cookie });
        await server.stats();
        const times = await timesOf(25, async () => statuses.add((await ask(server.url + path, { cookie })).status));
        const { loopMax } = await server.stats();
        if ([...statuses].join() !== '200') throw new Error(`${path} answered ${[...statuses].join()}`);
        figure(`${role} ${path} at 20,000 people, p95`, quantile(times, 0.95), 'ms', { atMost: 300 });
        figure(`${role} ${path}: event loop held, longest`, loopMax, 'ms', { atMost: 100 });
      }
    }
    await server.stop();
  });
}

/** A list of 10,000 new people, a quarter of them into a group, with invitations; then the same people under other names. */
async function benchImport(folder: string): Promise<void> {
  const server = await startServer(folder);
  const cookie = await signIn(server.url, 'beheerder@groot.example', demoPassword);
  const list = (called: string) =>
    Array.from(
      { length: 10_000 },
      (_, i) => `${called} ${'abcdefghij'[i % 10]};nieuw.${i}@groot.example;medewerker;${i % 4 === 0 ? 'Groep 0' : ''}`,
    );
  let held = 0;
  for (const [what, called] of [
    ['new', 'Nieuw'],
    ['renamed', 'Anders'],
  ] as const) {
    await server.stats();
    const text = `naam;e-mail;rol;groep\n${list(called).join('\n')}\n`;
    const began = performance.now();
    const uploaded = await sendFile(`${server.url}/beheer/mensen/inlezen?_action=people.upload`, {
      cookie,
      fields: { bibliotheek: 'lib0' },
      field: 'bestand',
      name: 'mensen.csv',
      text,
    });
    if (uploaded.status !== 303) throw new Error(`the list was met with ${uploaded.status}`);
    const looked = performance.now();
    const id = uploaded.location.split('/').at(-1) ?? '';
    const page = server.url + uploaded.location;
    const form = { lijst: id, uitnodigen: 'on' };
    const { status } = await ask(`${page}?_action=people.letIn`, { cookie, form });
    if (status !== 303) throw new Error(`letting in was met with ${status}`);
    const done = performance.now();
    held = Math.max(held, (await server.stats()).loopMax);
    figure(`import of 10,000 people, ${what}: looked at`, looked - began, 'ms');
    figure(`import of 10,000 people, ${what}: looked at and let in`, done - began, 'ms', { atMost: 10_000 });
  }
  figure('import: event loop held, longest', held, 'ms', { atMost: 100 });
  await server.stop();
}

/** Ten minutes of mixed load (BENCH_MINUTES says otherwise), then the memory of the process. */
async function benchMemory(folder: string): Promise<void> {
  const minutes = Number(process.env.BENCH_MINUTES ?? 10);
  const server = await startServer(folder);
  const cookie = await signIn(server.url, learner, demoPassword);
  for (let i = 0; i < minutes * 2; i++)
    await load(server.url + [lesson, '/leerkaart', '/inloggen'][i % 3], { connections: 10, seconds: 30, cookie });
  const { rss } = await server.stats();
  figure(`memory after ${minutes} minutes of load`, rss / 2 ** 20, 'MiB', { atMost: 250 });
  await server.stop();
}

async function benchStart(folder: string): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const server = await startServer(folder);
    times.push(server.readyMs);
    await server.stop();
  }
  figure(
    'server start, median',
    quantile(
      times.sort((a, b) => a - b),
      0.5,
    ),
    'ms',
    { atMost: 3000 },
  );
}

async function benchWeight(folder: string): Promise<void> {
  const server = await startServer(folder);
  const weight = await weigh(server.url, lesson, learner, demoPassword);
  figure('first visit of a lesson, requests', weight.requests, 'requests', { atMost: 10 });
  figure('first visit of a lesson, all, compressed', weight.total / 1000, 'kB', { atMost: 120 });
  figure('first visit of a lesson, CSS, compressed', weight.css / 1000, 'kB', { atMost: 20 });
  figure('first visit of a lesson, script, compressed', weight.script / 1000, 'kB', { atMost: 15 });
  figure('first visit of a lesson, fonts', weight.fonts, 'files', { atMost: 2 });
  figure('first visit of a lesson, requests to others', weight.others, 'requests', { atMost: 0 });
  figure('lesson, largest paint (4× CPU, 1.6 Mbps)', weight.lcp, 'ms', { atMost: 1000 });
  figure('lesson, layout shift', weight.shift, 'score', { atMost: 0.01 });
  await server.stop();
}

async function benchKill(): Promise<void> {
  const { acknowledged, lost, half, slowestReadyMs } = await runKillRounds({ client: 'safe', rounds: 50, rowsPerRound: 400 });
  figure('kill -9, 50 times: writes acknowledged', acknowledged, 'writes', { atLeast: 20_000 });
  figure('kill -9: lost', lost, 'writes', { atMost: 0 });
  figure('kill -9: half written', half, 'writes', { atMost: 0 });
  figure('kill -9: slowest to be ready again', slowestReadyMs, 'ms', { atMost: 5000 });
}

buildWhenChanged();
const small: Size = { people: 1_000, libraries: 8, lessonsEach: 5 };
const benches: [name: string, run: () => Promise<void>][] = [
  ['start', () => withHouse(small, benchStart)],
  ['pages', () => withHouse(small, benchPages)],
  ['answers', () => withHouse(small, benchAnswers)],
  ['weight', () => withHouse(small, benchWeight)],
  ['people', benchPeople],
  ['import', () => withHouse(small, benchImport)],
  ['large', () => benchLarge(figure)],
  ['kill', benchKill],
  ['memory', () => withHouse(small, benchMemory)],
];
for (const [name, run] of benches) if (runs(name)) await run();
