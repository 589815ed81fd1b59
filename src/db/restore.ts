import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseError } from '#src/db/errors.ts';
import { DATABASE_FILE, DATA_FOLDERS, verifyBackup } from '#src/db/manifest.ts';
import type { Manifest } from '#src/db/manifest.ts';
import { databasePath, ensureFolderOf, isRemote } from '#src/db/url.ts';
import { countRows, flush, plainConnection, setWal, tablesWithBrokenKeys } from '#src/db/vacuum.ts';

export type RestoreOptions = { source: string; dataDir: string; url: string };

export type Restored = {
  createdAt: string;
  schemaVersion: string;
  files: number;
  /** Rows per table, equal to the manifest's. */
  rows: Record<string, number>;
};

/**
 * Puts a backup back where there is nothing yet. Hold the lock. Older data is never overwritten; when anything is wrong the
 * target is left as empty as it was.
 */
export async function restore({ source, dataDir, url }: RestoreOptions): Promise<Restored> {
  if (isRemote(url)) throw new DatabaseError('REMOTE_DATABASE', 'a remote database is restored by its server');
  const database = databasePath(url);
  await refuseExisting(database, dataDir);
  const manifest = await verifyBackup(source);
  try {
    await putBack(manifest, source, dataDir, database);
    const rows = await checkDatabase(database, manifest);
    return { createdAt: manifest.createdAt, schemaVersion: manifest.schemaVersion, files: manifest.files.length, rows };
  } catch (error) {
    for (const path of leftovers(database)) await rm(path, { force: true });
    for (const folder of DATA_FOLDERS) await rm(join(dataDir, folder), { recursive: true, force: true });
    throw error;
  }
}

/** A stray write-ahead log would be taken for the restored database's own. */
function databaseFiles(database: string): string[] {
  return [database, `${database}-wal`, `${database}-shm`, `${database}-journal`];
}

function leftovers(database: string): string[] {
  return [...databaseFiles(database), partOf(database)];
}

function partOf(database: string): string {
  return `${database}.part`;
}

async function refuseExisting(database: string, dataDir: string): Promise<void> {
  const taken = databaseFiles(database).filter((path) => existsSync(path));
  for (const folder of DATA_FOLDERS) {
    const path = join(dataDir, folder);
    if (existsSync(path) && (await readdir(path)).length > 0) taken.push(path);
  }
  if (taken.length > 0)
    throw new DatabaseError('TARGET_NOT_EMPTY', `there is data already, move it away first: ${taken.join(', ')}`);
}

async function putBack(manifest: Manifest, source: string, dataDir: string, database: string): Promise<void> {
  await ensureFolderOf(database);
  for (const { path } of manifest.files) {
    if (path === DATABASE_FILE) continue;
    const target = join(dataDir, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(join(source, path), target);
    await flush(target);
  }
  // Under another name until it is complete: a server started after a crash half-way must not find half a database.
  await copyFile(join(source, DATABASE_FILE), partOf(database));
  await flush(partOf(database));
  await rename(partOf(database), database);
}

async function checkDatabase(database: string, manifest: Manifest): Promise<Record<string, number>> {
  const client = plainConnection(database);
  try {
    const { rows: findings } = await client.execute('PRAGMA integrity_check');
    const finding = String(findings[0]?.[0]);
    if (finding !== 'ok')
      throw new DatabaseError('DATABASE_DAMAGED', `the database in the backup is damaged: ${finding.split('\n')[0]}`);
    const broken = await tablesWithBrokenKeys(client);
    if (broken.length > 0) {
      throw new DatabaseError(
        'FOREIGN_KEYS_BROKEN',
        `the database in the backup has rows that point at nothing in ${broken.join(', ')}`,
      );
    }
    const rows = await countRows(client);
    const different = Object.keys({ ...rows, ...manifest.rows }).filter((table) => rows[table] !== manifest.rows[table]);
    if (different.length > 0) {
      throw new DatabaseError('FIGURES_DIFFER', `other numbers of rows than the backup was made with in ${different.join(', ')}`);
    }
    // VACUUM INTO makes a copy in the old journal mode, whatever the original's.
    await setWal(client);
    return rows;
  } finally {
    client.close();
  }
}
