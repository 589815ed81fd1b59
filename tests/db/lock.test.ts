import { existsSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LockHeldError, acquireLock } from '#src/db/lock.ts';
import { fileUrl } from '#src/db/url.ts';
import { Script, makeDatabase, temporaryFolder } from '#tests/db/support.ts';

test('a second process is refused, until the first is gone, also at kill -9', async () => {
  const url = fileUrl(join(temporaryFolder(), 'not', 'yet', 'there', 'data.db'));
  const first = new Script('hold-lock.ts', url);
  await first.line('locked');
  await expect(acquireLock(url)).rejects.toThrow(LockHeldError);
  await expect(acquireLock(url)).rejects.toMatchObject({
    code: 'DATABASE_LOCK_HELD',
    message: expect.stringMatching(/another Baliewijs process/),
  });
  await first.kill();
  const lock = await acquireLock(url);
  const second = new Script('hold-lock.ts', url);
  expect((await second.ended).stderr).toContain('another Baliewijs process');
  await lock.release();
  const third = new Script('hold-lock.ts', url);
  await third.line('locked');
  await third.finish();
});

test('twice in one process is refused too, and the database itself stays free', async () => {
  const { url, path } = await makeDatabase('CREATE TABLE t (a)');
  const lock = await acquireLock(url);
  await expect(acquireLock(url)).rejects.toThrow(LockHeldError);
  const writer = new Script('hold-database.ts', url, 'write');
  await writer.line('held');
  await writer.finish();
  expect(existsSync(`${path}.lock`)).toBe(true);
  await lock.release();
  await lock.release();
  await (await acquireLock(url)).release();
});

test('a folder that is made for a database is for its owner only', async () => {
  const folder = join(temporaryFolder(), 'data');
  await (await acquireLock(fileUrl(join(folder, 'data.db')))).release();
  expect(statSync(folder).mode & 0o077).toBe(0);
});

test('one file is one lock, however it is reached', async () => {
  const { url, path } = await makeDatabase('CREATE TABLE t (a)');
  const folder = temporaryFolder();
  symlinkSync(path, join(folder, 'other-name.db'));
  const lock = await acquireLock(url);
  await expect(acquireLock(fileUrl(join(folder, 'other-name.db')))).rejects.toThrow(LockHeldError);
  await lock.release();
});

test('a remote database is its server’s', async () => {
  const lock = await acquireLock('libsql://db.example');
  await (await acquireLock('libsql://db.example')).release();
  await lock.release();
});
