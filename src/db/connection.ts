import { createClient } from '@libsql/client';
import type { Client } from '@libsql/client';
import { DatabaseError } from '#src/db/errors.ts';

/** How long SQLite itself waits for a lock, in milliseconds. The native call blocks the event loop for as long. */
export const WRITER_TIMEOUT_MS = 50;
export const READER_TIMEOUT_MS = 2000;

/** The answer of a pragma that gives one value. */
export async function pragma(client: Pick<Client, 'execute'>, text: string): Promise<unknown> {
  const { rows } = await client.execute(`PRAGMA ${text}`);
  return rows[0]?.[0];
}

/**
 * One connection to a database file with the settings that keep data safe, read back: a setting that silently didn't take
 * costs data much later. `concurrency: 1` makes the client's pool hold exactly this connection; a second one would come without
 * the settings, since they belong to a connection and not to the file.
 */
export async function openConnection(url: string, kind: 'reader' | 'writer'): Promise<Client> {
  const timeout = kind === 'writer' ? WRITER_TIMEOUT_MS : READER_TIMEOUT_MS;
  const client = createClient({ url, timeout, concurrency: 1 });
  try {
    await client.execute('PRAGMA foreign_keys=ON');
    // FULL: a commit has reached the disk when it is acknowledged, also when the power fails.
    await client.execute('PRAGMA synchronous=FULL');
    // A statement that was mistaken for a read must fail, not write outside the mutex.
    if (kind === 'reader') await client.execute('PRAGMA query_only=ON');
    await expectPragma(client, 'foreign_keys', 1);
    await expectPragma(client, 'synchronous', 2);
    await expectPragma(client, 'query_only', kind === 'reader' ? 1 : 0);
    // A property of the file, set at migration and restore. In any other mode a reader makes the writer wait.
    await expectPragma(client, 'journal_mode', 'wal');
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

async function expectPragma(client: Client, name: string, wanted: string | number): Promise<void> {
  const found = await pragma(client, name);
  if (found !== wanted) {
    throw new DatabaseError(
      'DATABASE_SETTING',
      `the database has ${name}=${String(found)} where ${wanted} is needed; migrate it first`,
    );
  }
}
