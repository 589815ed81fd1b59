import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keysCommand } from '#src/cli/keys.ts';
import { acquireLock } from '#src/db/lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baliewijs-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const url = () => `file:${join(folder, 'x.db')}`;

function keys(...args: string[]) {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: url(),
    DATA_DIR: folder,
    DEMO: '0',
    PUBLIC_BASE_URL: 'https://leren.example',
  };
  const done = spawnSync('node_modules/.bin/node', ['src/cli/main.ts', 'keys', ...args], { env, encoding: 'utf8' });
  return { code: done.status, out: done.stdout.trim(), err: done.stderr.trim() };
}

test('list, rotate and withdraw, from nothing on', () => {
  expect(keys('list')).toMatchObject({ code: 0, out: 'There is no key yet: the server makes one when it starts.' });
  const first = keys('rotate');
  expect(first.out).toMatch(/^From now on badges are signed with did:web:leren\.example#z6Mk/);
  const [one] = /z6Mk\w+/.exec(first.out) ?? [];
  const second = keys('rotate');
  expect(second.out).toContain(`Retired: ${one}.`);
  const [two] = /z6Mk\w+/.exec(second.out) ?? [];
  const listed = keys('list').out.split('\n');
  expect(listed[0]).toMatch(new RegExp(`^${two} {2}signs since \\d{4}-\\d\\d-\\d\\d; private half whole: `));
  expect(listed[1]).toMatch(new RegExp(`^${one} {2}signed .*; what it signed is valid$`));
  expect(readdirSync(join(folder, 'keys'))).toEqual([`badge-${two}.pem`]);
  expect(keys('withdraw', two ?? '')).toMatchObject({ code: 1, err: expect.stringContaining('signs now') });
  expect(keys('withdraw', one ?? '').code).toBe(0);
  expect(keys('list').out).toContain('what it signed is not valid');
});

test('bad input is refused in one line, before anything is opened', async () => {
  for (const args of [[], ['x'], ['list', 'x'], ['rotate', 'x'], ['withdraw'], ['withdraw', 'a', 'b']])
    await expect(keysCommand.run(args)).rejects.toThrow(/^say what: keys list, keys rotate or keys withdraw <key>$/);
});

test('while the server runs it says to stop it', async () => {
  const lock = await acquireLock(url());
  try {
    const { code, err } = keys('rotate');
    expect(code).toBe(1);
    expect(err.split('\n')).toHaveLength(1);
  } finally {
    await lock.release();
  }
});
