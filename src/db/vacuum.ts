import { open } from 'node:fs/promises';
import { createClient } from '@libsql/client';
import type { Client } from '@libsql/client';
import { DatabaseError } from '#src/db/errors.ts';
import { databasePath, fileUrl } from '#src/db/url.ts';

/** Long enough for a busy server's commits and checkpoints; a command may block its own event loop. */
const TIMEOUT_MS = 10_000;

/** A single plain connection, for commands; the server's own is `openDatabase`. */
export function plainConnection(path: string): Client {
  return createClient({ url: fileUrl(path), concurrency: 1, timeout: TIMEOUT_MS });
}

/** A consistent, compact copy of a database that may be in use, on disk when this returns. `target` must not exist. */
export async function vacuumInto(url: string, target: string): Promise<void> {
  const client = plainConnection(databasePath(url));
  try {
    await client.execute({ sql: 'VACUUM INTO ?', args: [target] });
  } finally {
    client.close();
  }
  await flush(target);
}

/** SQLite doesn't wait for the disk after VACUUM INTO. Only for copies: see `lock.ts` on opening a live database's file. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function setWal(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA journal_mode=WAL');
  if (rows[0]?.[0] !== 'wal') {
    throw new DatabaseError('WAL_REFUSED', 'the database file can not use a write-ahead log: keep it on a local disk');
  }
}

/** Tables with rows that point at nothing. */
export async function tablesWithBrokenKeys(client: Pick<Client, 'execute'>): Promise<string[]> {
  const { rows } = await client.execute('PRAGMA foreign_key_check');
  return [...new Set(rows.map((row) => String(row['table'])))].sort();
}

/** Rows per table, so that the figures of two copies can be compared. Virtual tables count by the tables behind them. */
export async function countRows(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.execute(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'create virtual%' ORDER BY name`,
  );
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const name = String(row['name']);
    const counted = await client.execute(`SELECT count(*) FROM "${name.replaceAll('"', '""')}"`);
    counts[name] = Number(counted.rows[0]?.[0]);
  }
  return counts;
}
