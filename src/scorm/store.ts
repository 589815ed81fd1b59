/** Packages on disk: `uploads/packages/<version>/` holds the zip as it came and what was in it. */
import { createWriteStream } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { hostsElsewhere, opensWindows } from './elsewhere.ts';
import { bringLibraries } from './libraries.ts';
import { findManifest, readManifest } from './manifest/read.ts';
import { PackageRefused } from './refused.ts';
import type { PackageStore, TakenPackage, Upload } from './types.ts';
import { unzip } from './unzip.ts';

/** What may come in: smaller than what may come out of it. */
export const uploadLimit = 500 * 1024 ** 2;

/** A manifest is text about files; bigger is no manifest. */
const manifestLimit = 8 * 1024 ** 2;

const zipName = 'package.zip';
const filesName = 'files';
/** Of every file in a zip of our own: the same folder gives the same bytes. */
const anyDay = new Date(2027, 0, 1);
const asideMs = 30 * 86_400_000;

export interface DiskStore extends PackageStore {
  /** Writes what comes in to disk while it comes; `tooBig` when it is more than may be, with nothing left. */
  receive(stream: Readable, fileName: string): Promise<Upload | 'tooBig'>;
  /**
   * At a start, before anything else: throws away what an earlier process left half done, and lays aside what no version in the
   * database is of. It is kept for a month: with the right database it comes back at the next start.
   */
  tidy(versionIds: readonly string[], now: Date): Promise<void>;
}

/** @param dataDir the folder of the installation (DATA_DIR) */
export function openStore(dataDir: string): DiskStore {
  const home = join(dataDir, 'uploads', 'packages');
  const underWay = join(dataDir, 'package-uploads');
  const aside = join(dataDir, 'package-leftovers');
  const folderOf = (versionId: string) => {
    if (!/^[a-z0-9_]{1,64}$/.test(versionId)) throw new Error('no id of a version');
    return join(home, versionId);
  };
  const gone = (path: string) => rm(path, { recursive: true, force: true });

  const store: DiskStore = {
    async receive(stream, fileName) {
      const folder = join(underWay, randomBytes(12).toString('hex'));
      await mkdir(folder, { recursive: true });
      const path = join(folder, zipName);
      const hash = createHash('sha256');
      let bytes = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          hash.update(chunk);
          done(null, bytes > uploadLimit ? Buffer.alloc(0) : chunk);
        },
      });
      try {
        await pipeline(stream, count, createWriteStream(path, { flags: 'wx' }));
        if (bytes <= uploadLimit) return { path, fileName, bytes, sha256: hash.digest('hex') };
      } catch (error) {
        await gone(folder);
        throw error;
      }
      await gone(folder);
      return 'tooBig';
    },

    async take(upload) {
      const key = join(upload.path, '..');
      const files = join(key, filesName);
      try {
        const unzipped = await unzip(upload.path, files);
        const at = findManifest(unzipped.files);
        const { size } = await stat(join(files, at));
        if (size > manifestLimit) throw new PackageRefused('Het bestand imsmanifest.xml is te groot om te lezen.');
        const { manifest } = readManifest(await readFile(join(files, at)), unzipped.files, at);
        if (await bringLibraries(files, unzipped.files))
          manifest.remarks.push(
            'Het pakket haalt jQuery van een andere site. Hier krijgt het dat van ons: niemand hoeft naar buiten.',
          );
        const elsewhere = await hostsElsewhere(files, unzipped.files);
        if (elsewhere.length > 0)
          manifest.remarks.push(
            `Het pakket wil iets ophalen van ${elsewhere.join(', ')}. Dat gebeurt hier niet: kijk bij het proberen of alles werkt.`,
          );
        if (await opensWindows(files, unzipped.files))
          manifest.remarks.push(
            'Het pakket opent nieuwe vensters. Werken die niet? Geef er dan toestemming voor als je het openzet.',
          );
        return { key, manifest, sha256: upload.sha256, bytes: upload.bytes, unpackedBytes: unzipped.bytes };
      } catch (error) {
        await gone(key);
        throw error;
      }
    },

    async keep(taken: TakenPackage, versionId) {
      await mkdir(home, { recursive: true });
      await rename(taken.key, folderOf(versionId));
    },
    discard: (taken) => gone(taken.key),
    dropUpload: (upload) => gone(join(upload.path, '..')),
    remove: (versionId) => gone(folderOf(versionId)),

    async original(versionId) {
      const path = join(folderOf(versionId), zipName);
      try {
        return { path, bytes: (await stat(path)).size };
      } catch {
        return null;
      }
    },
    filesOf: (versionId) => join(folderOf(versionId), filesName),

    pack: async (folder, fileName) => {
      const zip = new ZipFile();
      const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .sort();
      for (const name of names) zip.addFile(join(folder, name), name.split(sep).join('/'), { mtime: anyDay, mode: 0o100644 });
      zip.end();
      const upload = await store.receive(Readable.from(zip.outputStream), fileName);
      if (upload === 'tooBig') throw new Error(`${folder} is too big`);
      return upload;
    },

    async tidy(versionIds, now) {
      await gone(underWay);
      const known = new Set(versionIds);
      const namesIn = (folder: string) => readdir(folder).catch(() => []);
      for (const name of await namesIn(aside)) {
        const left = join(aside, name);
        if (known.has(name)) await rename(left, folderOf(name)).catch(() => {});
        else if (now.getTime() - (await stat(left)).ctimeMs > asideMs) await gone(left);
      }
      for (const name of await namesIn(home)) {
        if (known.has(name)) continue;
        await mkdir(aside, { recursive: true });
        await rename(join(home, name), join(aside, name)).catch(() => gone(join(home, name)));
      }
    },
  };
  return store;
}
