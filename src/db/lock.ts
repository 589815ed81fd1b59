import { createClient } from '@libsql/client';
import type { Transaction } from '@libsql/client';
import { DatabaseError, isBusy } from '#src/db/errors.ts';
import { canonicalPath, databasePath, ensureFolderOf, fileUrl, isRemote } from '#src/db/url.ts';

export type Lock = { release(): Promise<void> };

export class LockHeldError extends DatabaseError {
  override readonly name = 'LockHeldError';
  constructor(path: string) {
    super('DATABASE_LOCK_HELD', `another Baliewijs process uses ${path}: stop it first (the server, or a command that writes)`);
  }
}

/** Out of the garbage collector's reach: a collected transaction would let go of its lock. */
const held = new Set<Transaction>();

/**
 * Makes this the only writing process of a database file, until released or dead. It is a write transaction on a file beside
 * the database: the kernel ends it with the process, so also at kill -9 nothing stale remains (a pid file would). The empty
 * `.lock` file stays. Don't open that file or the database by other means than SQLite in this process: closing any handle of
 * a file drops all of the process's locks on it.
 */
export async function acquireLock(url: string): Promise<Lock> {
  if (isRemote(url)) return { release: async () => undefined };
  const wanted = databasePath(url);
  await ensureFolderOf(wanted);
  const path = await canonicalPath(wanted);
  const client = createClient({ url: fileUrl(`${path}.lock`), concurrency: 1, timeout: 0 });
  try {
    const transaction = await client.transaction('write');
    held.add(transaction);
    return {
      release: async () => {
        held.delete(transaction);
        transaction.close();
        client.close();
      },
    };
  } catch (error) {
    client.close();
    throw isBusy(error) ? new LockHeldError(path) : error;
  }
}
