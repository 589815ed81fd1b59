import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireLock } from '#src/db/lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baliewijs-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const url = () => `file:${join(folder, 'x.db')}`;
const good = ['--email', 'Ada@Beheer.example', '--name', 'Ada Beheer'];

function run(args: string[], more: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: url(),
    DATA_DIR: folder,
    DEMO: '0',
    PUBLIC_BASE_URL: 'https://leren.example',
    ...more,
  };
  const done = spawnSync('node_modules/.bin/node', ['src/cli/main.ts', 'create-admin', ...args], { env, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr.trim() };
}

test('on an empty production database it makes an administrator and prints a link', () => {
  const { code, out } = run(good);
  expect(code).toBe(0);
  expect(out).toMatch(/ada@beheer\.example is an administrator/);
  expect(out).toMatch(/https:\/\/leren\.example\/uitnodiging\/[0-9a-z]{32}\n/);
  // Not used yet: asking again gives a new one.
  expect(run(good).code).toBe(0);
});

test.each([
  [[], '--email'],
  [['--email', 'ada'], '--email'],
  [['--email', 'ada@beheer.example'], '--name'],
  [['--email', 'ada@beheer.example', '--name', '  '], '--name'],
  [[...good, '--role', 'x'], '--role'],
])('bad input is refused in one line: %j', (args, named) => {
  const { code, err } = run(args);
  expect(code).toBe(1);
  expect(err.split('\n')).toHaveLength(1);
  expect(err).toContain(named);
});

test('a demonstration is refused before anything is made', () => {
  const { code, err } = run(good, { DEMO: '1', PUBLIC_BASE_URL: '' });
  expect(code).toBe(1);
  expect(err).toContain('DEMO=0');
});

test('while the server runs it says to stop it', async () => {
  const lock = await acquireLock(url());
  try {
    const { code, err } = run(good);
    expect(code).toBe(1);
    expect(err).toContain('stop it first');
    expect(err.split('\n')).toHaveLength(1);
  } finally {
    await lock.release();
  }
});
