import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { DatabaseError } from '#src/db/errors.ts';

export const MANIFEST = 'manifest.json';
export const DATABASE_FILE = 'baliewijs.db';
/** What lies beside the database and belongs to it. */
export const DATA_FOLDERS = ['uploads', 'keys'] as const;

export type ManifestFile = { path: string; bytes: number; sha256: string };

export type Manifest = {
  format: 1;
  /** UTC, ISO 8601. */
  createdAt: string;
  /** The newest migration in the database. */
  schemaVersion: string;
  /** Paths with forward slashes, relative to the manifest. */
  files: ManifestFile[];
  /** Rows per table. */
  rows: Record<string, number>;
};

/** Files below a folder, with forward slashes, sorted. What is neither file nor folder (a link, a socket) is refused. */
export async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory())
      found.push(...(await listFiles(join(folder, entry.name))).map((path) => posix.join(entry.name, path)));
    else if (entry.isFile()) found.push(entry.name);
    else
      throw new DatabaseError(
        'BACKUP_ODD_FILE',
        `neither a file nor a folder, so it can't be backed up: ${join(folder, entry.name)}`,
      );
  }
  return found.sort();
}

export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function invalid(why: string): DatabaseError {
  return new DatabaseError('BACKUP_INVALID', `the backup can't be used: ${why}`);
}

/** A manifest may come from anywhere: a path in it must not lead out of the folder it is put back in. */
function isOwnPath(path: string): boolean {
  if (path === DATABASE_FILE) return true;
  const [first, ...rest] = path.split('/');
  const inside = rest.length > 0 && rest.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
  return inside && DATA_FOLDERS.some((folder) => folder === first);
}

function isManifest(value: unknown): value is Manifest {
  const manifest = value as Partial<Manifest> | null;
  return (
    typeof manifest === 'object' &&
    manifest?.format === 1 &&
    typeof manifest.createdAt === 'string' &&
    typeof manifest.schemaVersion === 'string' &&
    typeof manifest.rows === 'object' &&
    Array.isArray(manifest.files) &&
    manifest.files.every(
      (file) => typeof file?.path === 'string' && typeof file.bytes === 'number' && typeof file.sha256 === 'string',
    )
  );
}

async function readManifest(source: string): Promise<Manifest> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(join(source, MANIFEST), 'utf8'));
  } catch {
    // It is written last, so its absence means that making the backup was broken off.
    throw invalid(`${MANIFEST} is missing or unreadable in ${source}`);
  }
  if (!isManifest(parsed)) throw invalid(`${MANIFEST} is not one of ours`);
  return parsed;
}

/** The manifest of a backup of which each file is there, unchanged, and no other. */
export async function verifyBackup(source: string): Promise<Manifest> {
  const manifest = await readManifest(source);
  const listed = new Set(manifest.files.map((file) => file.path));
  if (!listed.has(DATABASE_FILE)) throw invalid('it holds no database');
  for (const path of await listFiles(source)) {
    if (path !== MANIFEST && !listed.has(path)) throw invalid(`${path} is not in the manifest`);
  }
  for (const { path, bytes, sha256 } of manifest.files) {
    if (!isOwnPath(path)) throw invalid(`the manifest names a file outside the backup: ${path}`);
    const stat = await lstat(join(source, path)).catch(() => undefined);
    if (!stat?.isFile()) throw invalid(`${path} is missing`);
    if (stat.size !== bytes) throw invalid(`${path} has ${stat.size} bytes instead of ${bytes}`);
    if ((await fingerprint(join(source, path))).sha256 !== sha256) throw invalid(`${path} has been changed`);
  }
  return manifest;
}
