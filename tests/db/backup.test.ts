import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as macrotask } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { backup } from '#src/db/backup.ts';
import { openDatabase } from '#src/db/client.ts';
import type { Manifest } from '#src/db/manifest.ts';
import { restore } from '#src/db/restore.ts';
import { fileUrl } from '#src/db/url.ts';
import { Script, makeDatabase, seenByOthers, temporaryFolder } from '#tests/db/support.ts';

const createdAt = '2026-03-04T05:06:07Z';
let url: string;
let dataDir: string;
let target: string;
let empty: { dataDir: string; url: string; path: string };

beforeEach(async () => {
  ({ url, folder: dataDir } = await makeDatabase(
    'CREATE TABLE unit_part (unit INTEGER, part INTEGER, PRIMARY KEY (unit, part))',
    'CREATE TABLE library (id TEXT PRIMARY KEY)',
    'CREATE TABLE person (id TEXT PRIMARY KEY, library TEXT REFERENCES library)',
    "INSERT INTO library VALUES ('l')",
    "INSERT INTO person VALUES ('p', 'l')",
  ));
  mkdirSync(join(dataDir, 'uploads', 'a', 'b'), { recursive: true });
  writeFileSync(join(dataDir, 'uploads', 'a', 'b', 'é.pdf'), 'x'.repeat(100_000));
  writeFileSync(join(dataDir, 'uploads', 'empty'), '');
  mkdirSync(join(dataDir, 'keys'));
  writeFileSync(join(dataDir, 'keys', 'mail.key'), 'secret', { mode: 0o600 });
  target = join(temporaryFolder(), 'backup');
  const folder = join(temporaryFolder(), 'data');
  empty = { dataDir: folder, url: fileUrl(join(folder, 'new.db')), path: join(folder, 'new.db') };
});

const readManifest = () => JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as Manifest;
const writeManifest = (manifest: Manifest) => writeFileSync(join(target, 'manifest.json'), JSON.stringify(manifest));

test('backed up while it is being written to, and back again with equal figures', { timeout: 20_000 }, async () => {
  const { db, close } = await openDatabase({ url });
  const command = new Script('run-backup.ts', url, dataDir, target);
  let running = true;
  void command.ended.then(() => (running = false));
  let unit = 0;
  while (running) {
    unit++;
    // A write is one native call and never leaves the event loop a turn by itself: without this the end would not be noticed.
    await macrotask();
    await db.transaction(async (tx) => {
      await tx.run(sql`INSERT INTO unit_part VALUES (${unit}, 1)`);
      await tx.run(sql`INSERT INTO unit_part VALUES (${unit}, 2)`);
    });
  }
  expect((await command.ended).stderr).toBe('');
  await close();

  const manifest = readManifest();
  expect(manifest).toMatchObject({ format: 1, createdAt, schemaVersion: 'none', rows: { library: 1, person: 1 } });
  expect(manifest.files.map((file) => file.path)).toEqual([
    'baliewijs.db',
    'uploads/a/b/é.pdf',
    'uploads/empty',
    'keys/mail.key',
  ]);
  expect(statSync(target).mode & 0o077).toBe(0);

  const restored = await restore({ source: target, ...empty });
  expect(restored).toEqual({ createdAt, schemaVersion: 'none', files: 4, rows: manifest.rows });
  // Taken at one moment: no unit is half there, and what is there is what was committed first.
  expect(restored.rows['unit_part']! % 2).toBe(0);
  expect(await seenByOthers(empty.path, 'SELECT count(*) - 2 * coalesce(max(unit), 0) FROM unit_part')).toBe(0);
  expect(readFileSync(join(empty.dataDir, 'uploads/a/b/é.pdf'), 'utf8')).toBe('x'.repeat(100_000));
  expect(statSync(join(empty.dataDir, 'keys/mail.key')).mode & 0o777).toBe(0o600);
  // Ready for use: the right journal mode, and writable.
  const again = await openDatabase({ url: empty.url });
  await again.db.run(sql`INSERT INTO library VALUES ('m')`);
  await again.close();
});

describe('a backup is refused', () => {
  test('of nothing, over something, of a server, of a link', async () => {
    await expect(backup({ url: empty.url, dataDir, target, createdAt })).rejects.toMatchObject({ code: 'DATABASE_MISSING' });
    expect(existsSync(target)).toBe(false);
    await expect(backup({ url, dataDir, target: dataDir, createdAt })).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
    await expect(backup({ url: 'libsql://x.example', dataDir, target, createdAt })).rejects.toMatchObject({
      code: 'REMOTE_DATABASE',
    });
    symlinkSync('/etc/hostname', join(dataDir, 'uploads', 'link'));
    await expect(backup({ url, dataDir, target, createdAt })).rejects.toMatchObject({ code: 'BACKUP_ODD_FILE' });
    expect(existsSync(join(target, 'manifest.json'))).toBe(false);
  });
});

describe('a restore is refused', () => {
  beforeEach(() => backup({ url, dataDir, target, createdAt }));

  async function refused(code: string, message: RegExp): Promise<void> {
    await expect(restore({ source: target, ...empty })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(existsSync(empty.path)).toBe(false);
    expect(existsSync(join(empty.dataDir, 'uploads'))).toBe(false);
  }

  test.each(['baliewijs.db', 'uploads/a/b/é.pdf', 'keys/mail.key'])('when one byte has changed in %s', async (name) => {
    const bytes = readFileSync(join(target, name));
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = bytes[middle]! ^ 1;
    writeFileSync(join(target, name), bytes);
    await refused('BACKUP_INVALID', /has been changed/);
  });

  test('when a file is missing, shorter or new', async () => {
    writeFileSync(join(target, 'uploads', 'new'), 'x');
    await refused('BACKUP_INVALID', /uploads\/new is not in the manifest/);
    rmSync(join(target, 'uploads', 'new'));
    writeFileSync(join(target, 'keys', 'mail.key'), 'secre');
    await refused('BACKUP_INVALID', /5 bytes instead of 6/);
    rmSync(join(target, 'keys', 'mail.key'));
    await refused('BACKUP_INVALID', /keys\/mail.key is missing/);
  });

  test('when it was broken off, or its manifest is not one or leads elsewhere', async () => {
    const manifest = readManifest();
    writeManifest({ ...manifest, files: [...manifest.files, { path: 'uploads/../../x', bytes: 0, sha256: '' }] });
    await refused('BACKUP_INVALID', /outside the backup/);
    writeManifest({ ...manifest, files: manifest.files.slice(1) });
    await refused('BACKUP_INVALID', /no database/);
    writeManifest({ ...manifest, rows: { ...manifest.rows, person: 2 } });
    await refused('FIGURES_DIFFER', /person/);
    writeFileSync(join(target, 'manifest.json'), '{}');
    await refused('BACKUP_INVALID', /not one of ours/);
    rmSync(join(target, 'manifest.json'));
    await refused('BACKUP_INVALID', /missing or unreadable/);
  });

  test('where there is data already, which stays as it is', async () => {
    const before = readdirSync(dataDir).sort();
    await expect(restore({ source: target, dataDir, url })).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
    expect(readdirSync(dataDir).sort()).toEqual(before);
    expect(readFileSync(join(dataDir, 'keys', 'mail.key'), 'utf8')).toBe('secret');
    await expect(restore({ source: target, dataDir, url: empty.url })).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
    mkdirSync(empty.dataDir, { recursive: true });
    writeFileSync(`${empty.path}-wal`, '');
    await expect(restore({ source: target, ...empty })).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
  });
});

test('a restore of a database with broken keys leaves nothing behind', async () => {
  const broken = await makeDatabase(
    'CREATE TABLE a (id PRIMARY KEY)',
    'CREATE TABLE b (a REFERENCES a)',
    'PRAGMA foreign_keys=OFF',
    'INSERT INTO b VALUES (1)',
  );
  await backup({ url: broken.url, dataDir: broken.folder, target, createdAt });
  await expect(restore({ source: target, ...empty })).rejects.toMatchObject({
    code: 'FOREIGN_KEYS_BROKEN',
    message: expect.stringMatching(/in b$/),
  });
  expect(existsSync(empty.path)).toBe(false);
});
