/**
 * npm run conformance [-- case …] [--write]: every case of ADL's suite through the real player in Chromium. A case that passed
 * once must go on passing: their names stand in passed.json, and --write adds the new ones.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { buildWhenChanged } from '#src/cli/build.ts';
import { findChromium, quietly } from '#tests/browser/chromium.ts';
import { demoPeople, signIn, startServer, type Served } from '#tests/browser/house.ts';
import { bring } from './bring.ts';
import { casesFolder, readCases, type Case } from './cases.ts';
import { Differs, play } from './drive.ts';

const passedFile = new URL('passed.json', import.meta.url);
const write = process.argv.includes('--write');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

const all = readCases();
if (!all) {
  console.log(`Skipped: there are no cases in ${casesFolder()} (SCORM_SAMPLES says where the folder around it is).`);
  process.exit(0);
}
const cases = all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const known = existsSync(passedFile) ? (JSON.parse(readFileSync(passedFile, 'utf8')) as string[]) : [];

const results = await playAll(cases);
const passed = cases.filter(({ name }) => results.get(name) === null).map(({ name }) => name);
for (const { name } of cases)
  console.log(`${name.padEnd(8)} ${results.get(name) === null ? 'pass' : `FAIL  ${results.get(name)}`}`);
console.log(`\n${passed.length} of ${cases.length} cases pass`);

const lost = known.filter((name) => results.has(name) && results.get(name) !== null);
const won = passed.filter((name) => !known.includes(name));
if (lost.length > 0) {
  console.error(`These passed before: ${lost.join(', ')}`);
  process.exitCode = 1;
}
if (won.length > 0 && !write) console.log(`New: ${won.join(', ')}. Add them with --write.`);
if (won.length > 0 && write) {
  const names = all.map(({ name }) => name).filter((name) => known.includes(name) || won.includes(name));
  writeFileSync(passedFile, `${JSON.stringify(names, null, 2)}\n`);
  console.log(`Added to passed.json: ${won.join(', ')}`);
}

/** Why each case failed; null for one that passed. */
async function playAll(some: readonly Case[]): Promise<Map<string, string | null>> {
  buildWhenChanged();
  const served = await startServer();
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: quietly, ...(executablePath ? { executablePath } : {}) });
  const found = new Map<string, string | null>();
  try {
    const paths = await bringAll(browser, served, some);
    const learner = await signedIn(browser, served, demoPeople.halfway);
    await each(some, 3, async (script) => {
      const page = await learner.newPage();
      page.setDefaultTimeout(15_000);
      try {
        await play(page, paths.get(script.name) ?? '', script);
        found.set(script.name, null);
      } catch (error) {
        found.set(script.name, error instanceof Differs ? error.message : `broken: ${String(error).split('\n')[0] ?? ''}`);
      }
      await page.close();
    });
  } finally {
    await browser.close();
    await served.stop();
  }
  return found;
}

async function signedIn(browser: Browser, served: Served, who: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: served.url, locale: 'nl-NL', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await signIn(page, who);
  await page.close();
  return context;
}

/** A specialist brings the packages in and opens them, as people do; answers where a learner finds each. */
async function bringAll(browser: Browser, served: Served, some: readonly Case[]): Promise<Map<string, string>> {
  const context = await signedIn(browser, served, demoPeople.specialist);
  const paths = new Map<string, string>();
  await each(some, 2, async ({ name, zip }) => {
    const page = await context.newPage();
    paths.set(name, await bring(page, zip));
    await page.close();
  });
  await context.close();
  return paths;
}

/** All of them, so many at a time. */
async function each<T>(list: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
