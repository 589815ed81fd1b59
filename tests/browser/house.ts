/**
 * The running product for browser tests: one server a worker, with a demonstration that begins anew in every spec, so that
 * what one spec does to it can't be what another trips over, whatever runs where and when.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { freePort } from '#tests/kit/free-port.ts';
import { fullScans } from '#tests/kit/query-plans.ts';
import { demoPassword } from '#src/services/installation/demo-accounts.ts';
import { beside } from './beside.ts';
import { tooWide, violationsOf } from './axe.ts';

export interface Served {
  url: string;
  dataDir: string;
  /** What the server asked of the database so far, without values. */
  statements: ReadonlySet<string>;
  /** Stops the server as an operator does, and starts it again on the same data and address. */
  restart(): Promise<void>;
  /** Puts everything back as it was at the start. */
  startOver(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the product (server.ts beside this) on a free port with a fresh demonstration. */
export const startServer = (more: NodeJS.ProcessEnv = {}) => start((env) => run(env, 'demo'), more);

/** The same from an empty production database; `prepare` runs commands before the server holds the database. */
export const startProduction = (prepare: (command: (...args: string[]) => string) => void, more: NodeJS.ProcessEnv = {}) =>
  start((env) => prepare((...args) => run(env, ...args)), { DEMO: '0', ...named, ...more });

/** A name for the address: an administrator needs a passkey, which belongs to one. */
export const named = { PUBLIC_BASE_URL: 'http://localhost' };

/** A passkey of this page's browser, that always recognises its owner. @returns how to forget what is on it */
export async function addAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2' as const,
    transport: 'internal' as const,
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return { cdp, authenticatorId };
}

/** Makes a first passkey on the page for it. */
export async function addPasskey(page: Page, name = 'Laptop', password?: string): Promise<void> {
  await page.getByLabel('Hoe noem je hem?').fill(name);
  if (password) await page.getByLabel('Je wachtwoord').fill(password);
  await page.getByRole('button', { name: 'Maak een toegangssleutel' }).click();
  await expect(page.locator('main')).toContainText('Je toegangssleutel staat erbij');
}

const node = 'node_modules/.bin/node';

/** Runs an operator's command and answers what it says. */
function run(env: NodeJS.ProcessEnv, ...args: string[]): string {
  const made = spawnSync(node, ['src/cli/main.ts', ...args], { env, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`${args.join(' ')}: ${made.stderr}`);
  return made.stdout;
}

async function start(prepare: (env: NodeJS.ProcessEnv) => void, more: NodeJS.ProcessEnv): Promise<Served> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baliewijs-browser-'));
  const port = await freePort();
  const url = `${more['PUBLIC_BASE_URL'] ?? 'http://127.0.0.1'}:${port}`;
  const env = {
    ...process.env,
    DATABASE_URL: `file:${join(dataDir, 'demo.db')}`,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    DEMO: '1',
    SMTP_URL: '',
    ...more,
    PUBLIC_BASE_URL: url,
  };
  prepare(env);
  const asMade = mkdtempSync(join(tmpdir(), 'baliewijs-made-'));
  cpSync(dataDir, asMade, { recursive: true });
  const statements = new Set<string>();
  const open = async () => {
    const child = spawn(node, ['tests/browser/server.ts'], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    child.on('message', (sql) => statements.add(String(sql)));
    await ready(child);
    return child;
  };
  const end = async (running: ChildProcess) => {
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
  };
  let child = await open();
  return {
    url,
    dataDir,
    statements,
    async restart() {
      await end(child);
      child = await open();
    },
    async startOver() {
      await end(child);
      for (const name of readdirSync(dataDir)) rmSync(join(dataDir, name), { recursive: true, force: true });
      cpSync(asMade, dataDir, { recursive: true });
      child = await open();
    },
    async stop() {
      await end(child);
      for (const folder of [dataDir, asMade]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready at')) resolve();
    });
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('exit', (code) => reject(new Error(`the server stopped (${code}): ${said}`)));
  });
}

export const widths = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 860 } };

/** The spec that the demonstration of this worker is of. */
let spec = '';

export const test = base.extend<{ freshForSpec: void }, { served: Served }>({
  served: [
    async ({}, use) => {
      const served = await startServer();
      spec = '';
      await use(served);
      await served.stop();
    },
    // Making a demonstration is no part of a test, and neither is beginning it anew: on a busy machine it takes a while.
    { scope: 'worker', timeout: 300_000 },
  ],
  freshForSpec: [
    async ({ served }, use, { file }) => {
      if (spec !== '' && spec !== file) await served.startOver();
      spec = file;
      await use();
    },
    { auto: true, timeout: 120_000 },
  ],
  baseURL: async ({ served }, use) => use(served.url),
});

export { expect };

/** Nothing that the server asked of the database so far reads a whole table that grows with people. */
export async function expectNoFullScan(served: Served): Promise<void> {
  const scans = await fullScans(`file:${join(served.dataDir, 'demo.db')}`, served.statements);
  expect(scans, 'reads a whole table that grows with people (tests/kit/query-plans.ts)').toEqual([]);
}

export const demoPeople = {
  halfway: 'medewerker@duinrand.example',
  almost: 'bijna@duinrand.example',
  done: 'klaar@duinrand.example',
  specialist: 'specialist@duinrand.example',
  otherSpecialist: 'specialist@heuvelland.example',
  adviser: 'adviseur@poi.example',
  administrator: 'beheerder@baliewijs.example',
};

/** The modules that the group of Duinrand asks, in order, read beside the running server. */
export async function demoModules(served: Served): Promise<string[]> {
  const client = beside(served);
  const { rows } = await client.execute(`select ref from group_rule_item where kind = 'module' and rule_id = (
    select group_rule.id from group_rule join learning_group on learning_group.id = group_id
    where name like 'Duinrand%' order by seq desc limit 1) order by position`);
  client.close();
  return rows.map((row) => String(row.ref));
}

/** Signs in by the form alone, and opens the page that comes after it; accounts.spec.ts signs in by hand. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  const response = await page.request.post('/inloggen?_action=session.signIn', {
    form: { email, wachtwoord: password, verder: '' },
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  });
  if (response.status() !== 303) throw new Error(`${email}: signing in answered ${response.status()}`);
  await page.goto(response.headers()['location'] ?? '/');
}

/** No axe violation, and nothing sideways out of the page. */
export async function expectSound(page: Page): Promise<void> {
  expect(await violationsOf(page), 'axe').toEqual([]);
  expect(await tooWide(page), `${page.url()} too wide`).toBeLessThanOrEqual(0);
}
