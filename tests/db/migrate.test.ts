import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '#src/db/client.ts';
import { MIGRATIONS_FOLDER, migrateDatabase, readJournal } from '#src/db/migrate.ts';
import { fileUrl } from '#src/db/url.ts';
import { seenByOthers, temporaryFolder } from '#tests/db/support.ts';

const PEOPLE = [
  'CREATE TABLE library (id TEXT PRIMARY KEY);--> statement-breakpoint\nCREATE TABLE person (id TEXT PRIMARY KEY, library TEXT NOT NULL REFERENCES library ON DELETE CASCADE);',
  "INSERT INTO library VALUES ('l');--> statement-breakpoint\nINSERT INTO person VALUES ('p', 'l');",
];
/** As drizzle-kit does it: dropping the table would take its people along, were foreign keys on. */
const REBUILD =
  'CREATE TABLE library_new (id TEXT PRIMARY KEY, name TEXT);--> statement-breakpoint\nINSERT INTO library_new SELECT id, NULL FROM library;--> statement-breakpoint\nDROP TABLE library;--> statement-breakpoint\nALTER TABLE library_new RENAME TO library;';

/** A migrations folder in drizzle-kit's format; the number is both its name and its time. */
function migrations(files: Record<number, string>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'meta'));
  const entries = Object.entries(files).map(([number, text], idx) => {
    writeFileSync(join(folder, `000${number}_step.sql`), text);
    return { idx, version: '6', when: Number(number) * 1000, tag: `000${number}_step`, breakpoints: true };
  });
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }));
  return folder;
}

const newUrl = () => {
  const path = join(temporaryFolder(), 'data', 'test.db');
  return { path, url: fileUrl(path), backups: join(dirname(path), 'backups') };
};
const backupsIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

test('an empty file, then the next step with a copy first, then nothing', async () => {
  const { path, url, backups } = newUrl();
  const first = migrations({ 1: PEOPLE[0]!, 2: PEOPLE[1]! });
  expect(await migrateDatabase({ url }, { migrationsFolder: first })).toEqual({ applied: ['0001_step', '0002_step'] });
  expect(backupsIn(backups)).toEqual([]);
  expect(await migrateDatabase({ url }, { migrationsFolder: first })).toEqual({ applied: [] });
  expect(await seenByOthers(path, 'PRAGMA journal_mode')).toBe('wal');

  const next = migrations({ 1: PEOPLE[0]!, 2: PEOPLE[1]!, 3: REBUILD });
  const copy = join(backups, 'test-before-0003_step.db');
  expect(await migrateDatabase({ url }, { migrationsFolder: next })).toEqual({ applied: ['0003_step'], backup: copy });
  expect(await seenByOthers(path, "SELECT count(*) FROM person WHERE id = 'p'")).toBe(1);
  expect(await seenByOthers(path, 'SELECT count(name) FROM library')).toBe(0);
  expect(await seenByOthers(copy, 'SELECT count(*) FROM __drizzle_migrations')).toBe(2);

  expect(await migrateDatabase({ url }, { migrationsFolder: next })).toEqual({ applied: [] });
  expect(backupsIn(backups)).toEqual(['test-before-0003_step.db']);
  const database = await openDatabase({ url });
  expect((await database.client.execute('PRAGMA foreign_keys')).rows[0]?.[0]).toBe(1);
  await expect(database.client.execute("INSERT INTO person VALUES ('q', 'nowhere')")).rejects.toThrow(/FOREIGN KEY/);
  await database.close();
});

test('a migration that breaks foreign keys names the tables and changes nothing', async () => {
  const { path, url, backups } = newUrl();
  await migrateDatabase({ url }, { migrationsFolder: migrations({ 1: PEOPLE[0]!, 2: PEOPLE[1]! }) });
  const broken = migrations({ 1: PEOPLE[0]!, 2: PEOPLE[1]!, 3: 'DELETE FROM library;' });
  const failure = { code: 'FOREIGN_KEYS_BROKEN', message: expect.stringMatching(/ in person; nothing has been changed/) };
  await expect(migrateDatabase({ url }, { migrationsFolder: broken })).rejects.toMatchObject(failure);
  expect(await seenByOthers(path, 'SELECT count(*) FROM library')).toBe(1);
  // Each try makes a copy of its own: the first may be the only good one.
  await expect(migrateDatabase({ url }, { migrationsFolder: broken })).rejects.toMatchObject(failure);
  expect(backupsIn(backups)).toEqual(['test-before-0003_step-2.db', 'test-before-0003_step.db']);
});

test('a step that fails takes back the ones before it, and where copies go can be chosen', async () => {
  const { path, url } = newUrl();
  const backupTo = join(temporaryFolder(), 'elsewhere');
  await migrateDatabase({ url }, { migrationsFolder: migrations({ 1: PEOPLE[0]! }) });
  const failing = migrations({ 1: PEOPLE[0]!, 2: PEOPLE[1]!, 3: 'CREATE TABLE person (a);' });
  await expect(migrateDatabase({ url }, { migrationsFolder: failing, backupTo })).rejects.toThrow(/already exists/);
  expect(await seenByOthers(path, 'SELECT count(*) FROM library')).toBe(0);
  expect(backupsIn(backupTo)).toEqual(['test-before-0002_step.db']);
});

test('two statements without a breakpoint are refused, where libSQL would run only the first', async () => {
  const { url } = newUrl();
  const folder = migrations({ 1: 'CREATE TABLE a (a);\nCREATE TABLE b (b);' });
  await expect(migrateDatabase({ url }, { migrationsFolder: folder })).rejects.toMatchObject({ code: 'SECOND_STATEMENT' });
});

test('a database of a newer version, and a step that would be skipped, are refused', async () => {
  const { url } = newUrl();
  await migrateDatabase({ url }, { migrationsFolder: migrations({ 1: PEOPLE[0]!, 3: PEOPLE[1]! }) });
  const older = migrations({ 1: PEOPLE[0]! });
  await expect(migrateDatabase({ url }, { migrationsFolder: older })).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
  const merged = migrations({ 1: PEOPLE[0]!, 2: 'CREATE TABLE late (a);', 3: PEOPLE[1]! });
  const skipped = { code: 'MIGRATION_OUT_OF_ORDER', message: expect.stringContaining('0002_step') };
  await expect(migrateDatabase({ url }, { migrationsFolder: merged })).rejects.toMatchObject(skipped);
});

test.runIf(existsSync(join(MIGRATIONS_FOLDER, 'meta', '_journal.json')))(
  'the product’s own migrations make a database that opens',
  async () => {
    const { url } = newUrl();
    const { applied } = await migrateDatabase({ url });
    expect(applied).toEqual(readJournal().map((entry) => entry.tag));
    expect(await migrateDatabase({ url })).toEqual({ applied: [] });
    const database = await openDatabase({ url });
    expect((await database.client.execute('PRAGMA foreign_key_check')).rows).toEqual([]);
    await database.close();
  },
);
