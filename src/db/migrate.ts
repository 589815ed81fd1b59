import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import type { Client, InStatement, ResultSet } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { DatabaseError } from '#src/db/errors.ts';
import { assertSingleStatement, sqlOf } from '#src/db/guarded-transaction.ts';
import { databasePath, ensureFolderOf, isRemote } from '#src/db/url.ts';
import { plainConnection, setWal, tablesWithBrokenKeys, vacuumInto } from '#src/db/vacuum.ts';

export type MigrateOptions = {
  /** Folder for the copy that is made before anything is changed; without it `backups/` beside the database. */
  backupTo?: string;
  /** For tests. */
  migrationsFolder?: string;
};

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

type JournalEntry = { tag: string; when: number };

/**
 * Brings a database up to date, all or nothing, and makes it when there is none. Hold the lock: this switches foreign keys off
 * for as long as it takes, which is why it has its own connection, and checks them before it commits.
 */
export async function migrateDatabase(
  { url, authToken }: { url: string; authToken?: string | undefined },
  { backupTo, migrationsFolder = MIGRATIONS_FOLDER }: MigrateOptions = {},
): Promise<{ applied: string[]; backup?: string }> {
  if (isRemote(url)) return migrateRemote(createClient(authToken === undefined ? { url } : { url, authToken }), migrationsFolder);
  const path = databasePath(url);
  await ensureFolderOf(path);
  const client = plainConnection(path);
  try {
    const pending = await pendingMigrations(client, migrationsFolder);
    const backup =
      pending.length > 0 && (await hasTables(client)) ? await copyFirst(path, url, pending[0]!, backupTo) : undefined;
    // Once per file, and before the migration: the switch itself needs the file to itself.
    await setWal(client);
    if (pending.length > 0) {
      client.migrate = (statements) => migrateChecked(client, statements);
      await migrate(drizzle(client), { migrationsFolder });
    }
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    return backup === undefined ? { applied: pending } : { applied: pending, backup };
  } finally {
    client.close();
  }
}

async function migrateRemote(client: Client, migrationsFolder: string): Promise<{ applied: string[] }> {
  try {
    const applied = await pendingMigrations(client, migrationsFolder);
    if (applied.length > 0) {
      await migrate(drizzle(client), { migrationsFolder });
      refuseBroken(await tablesWithBrokenKeys(client), 'the migration has been carried out: go back to the server’s backup');
    }
    return { applied };
  } finally {
    client.close();
  }
}

/** In place of libSQL's own, which commits without looking whether the foreign keys still hold. */
async function migrateChecked(client: Client, statements: InStatement[]): Promise<ResultSet[]> {
  for (const statement of statements) assertSingleStatement(sqlOf(statement));
  // Rebuilding a table drops it, and with foreign keys on that would empty the tables that point at it. Only possible outside
  // a transaction, on the same connection.
  await client.execute('PRAGMA foreign_keys=OFF');
  const transaction = await client.transaction('write');
  try {
    const results = await transaction.batch(statements);
    refuseBroken(await tablesWithBrokenKeys(transaction), 'nothing has been changed');
    await transaction.commit();
    return results;
  } finally {
    transaction.close();
    await client.execute('PRAGMA foreign_keys=ON');
  }
}

function refuseBroken(tables: string[], consequence: string): void {
  if (tables.length === 0) return;
  const where = tables.join(', ');
  throw new DatabaseError('FOREIGN_KEYS_BROKEN', `the migration leaves rows that point at nothing in ${where}; ${consequence}`);
}

async function hasTables(client: Client): Promise<boolean> {
  const { rows } = await client.execute(`SELECT 1 FROM sqlite_schema WHERE type = 'table' LIMIT 1`);
  return rows.length > 0;
}

/** No clock here, so the copy is named for what it precedes, and numbered when that has been tried before. */
async function copyFirst(path: string, url: string, tag: string, folder = join(dirname(path), 'backups')): Promise<string> {
  await mkdir(folder, { recursive: true });
  const name = join(folder, `${basename(path, '.db')}-before-${tag}`);
  let target = `${name}.db`;
  for (let number = 2; existsSync(target); number++) target = `${name}-${number}.db`;
  await vacuumInto(url, target);
  return target;
}

export function readJournal(migrationsFolder: string = MIGRATIONS_FOLDER): JournalEntry[] {
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as {
    entries: JournalEntry[];
  };
  return journal.entries;
}

/** When the migrations in this database were made, oldest first; that is how drizzle recognises them. */
async function appliedTimes(client: Client): Promise<number[]> {
  const table = await client.execute(`SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`);
  if (table.rows.length === 0) return [];
  const { rows } = await client.execute('SELECT created_at FROM __drizzle_migrations ORDER BY created_at');
  return rows.map((row) => Number(row['created_at']));
}

/** The name of the newest migration in a database, `none` where there is none. */
export async function schemaVersion(client: Client, migrationsFolder?: string): Promise<string> {
  const newest = (await appliedTimes(client)).at(-1);
  if (newest === undefined) return 'none';
  return readJournal(migrationsFolder).find((entry) => entry.when === newest)?.tag ?? String(newest);
}

async function pendingMigrations(client: Client, migrationsFolder: string): Promise<string[]> {
  const journal = readJournal(migrationsFolder);
  const applied = await appliedTimes(client);
  const newest = applied.at(-1) ?? -Infinity;
  if (newest > Math.max(...journal.map((entry) => entry.when))) {
    throw new DatabaseError('DATABASE_NEWER', 'the database was migrated by a newer version of Baliewijs: start that version');
  }
  // Drizzle only looks at the newest one, and would skip without a word what was made before it and merged after it.
  const skipped = journal.filter((entry) => entry.when <= newest && !applied.includes(entry.when));
  if (skipped.length > 0) {
    const tags = skipped.map((entry) => entry.tag).join(', ');
    throw new DatabaseError(
      'MIGRATION_OUT_OF_ORDER',
      `made before what this database already has, so never carried out: ${tags}`,
    );
  }
  return journal.filter((entry) => entry.when > newest).map((entry) => entry.tag);
}
