import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseError } from '#src/db/errors.ts';
import { DATABASE_FILE, DATA_FOLDERS, MANIFEST, fingerprint, listFiles } from '#src/db/manifest.ts';
import type { Manifest } from '#src/db/manifest.ts';
import { schemaVersion } from '#src/db/migrate.ts';
import { databasePath, isRemote } from '#src/db/url.ts';
import { countRows, flush, plainConnection, vacuumInto } from '#src/db/vacuum.ts';

export type BackupOptions = {
  url: string;
  /** Where `uploads/` and `keys/` are. */
  dataDir: string;
  /** A folder that doesn't exist yet, or is empty. It comes to hold keys: only its owner may look inside. */
  target: string;
  /** UTC, ISO 8601. */
  createdAt: string;
};

/** Copies a database that may be in use, and what belongs to it. Run it in a process of its own: the copying blocks. */
export async function backup({ url, dataDir, target, createdAt }: BackupOptions): Promise<Manifest> {
  if (isRemote(url)) throw new DatabaseError('REMOTE_DATABASE', 'a remote database is backed up by its server');
  if (!existsSync(databasePath(url))) throw new DatabaseError('DATABASE_MISSING', `there is no database at ${databasePath(url)}`);
  await mkdir(target, { recursive: true, mode: 0o700 });
  if ((await readdir(target)).length > 0)
    throw new DatabaseError('TARGET_NOT_EMPTY', `the folder for the backup is not empty: ${target}`);

  // The database first: a file is written before the row that names it, so every row in the copy finds its file.
  await vacuumInto(url, join(target, DATABASE_FILE));
  const paths = [DATABASE_FILE];
  for (const folder of DATA_FOLDERS) paths.push(...(await copyFolder(dataDir, target, folder)));

  const { rows, version } = await inspect(join(target, DATABASE_FILE));
  const files = [];
  for (const path of paths) files.push({ path, ...(await fingerprint(join(target, path))) });
  const manifest: Manifest = { format: 1, createdAt, schemaVersion: version, files, rows };
  // Last: a folder without a manifest is a backup that was broken off.
  await writeFile(join(target, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  return manifest;
}

async function inspect(path: string): Promise<{ rows: Record<string, number>; version: string }> {
  const client = plainConnection(path);
  try {
    return { rows: await countRows(client), version: await schemaVersion(client) };
  } finally {
    client.close();
  }
}

async function copyFolder(dataDir: string, target: string, folder: string): Promise<string[]> {
  if (!existsSync(join(dataDir, folder))) return [];
  const copied: string[] = [];
  for (const name of await listFiles(join(dataDir, folder))) {
    const path = `${folder}/${name}`;
    await mkdir(dirname(join(target, path)), { recursive: true, mode: 0o700 });
    try {
      await copyFile(join(dataDir, path), join(target, path));
    } catch (error) {
      // Removed since it was listed: then no row of a later moment needs it, and a backup is not for it to fail.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw error;
    }
    await flush(join(target, path));
    copied.push(path);
  }
  return copied;
}
