import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseError } from '#src/db/errors.ts';

/** A server elsewhere: its lock, journal and backups are its own affair. */
export function isRemote(url: string): boolean {
  return /^(?:libsql|https?|wss?):/i.test(url);
}

/** The absolute path of a `file:` url, read the way @libsql/client reads it. Memory databases are refused: they can't be kept. */
export function databasePath(url: string): string {
  const found = /^file:(?:\/\/[^/?#]*)?([^?#]*)/i.exec(url);
  const path = found?.[1] === undefined ? '' : decodeURIComponent(found[1]);
  if (path === '' || path.includes(':memory:')) {
    throw new DatabaseError(
      'DATABASE_URL_INVALID',
      `not a database file, expected something like file:data/baliewijs.db: ${url}`,
    );
  }
  return resolve(path);
}

export function fileUrl(path: string): string {
  return pathToFileURL(path).href;
}

/** The folder of a database file, made when it is missing: for the owner of the process only, it is full of personal data. */
export async function ensureFolderOf(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
}

/** One path per file, however it is reached: two links to one database must find one lock. The file need not exist. */
export async function canonicalPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return join(await realpath(dirname(path)), basename(path));
  }
}
