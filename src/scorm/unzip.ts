/** Unpacks a zip of somebody else: streamed, counted, and only when all of it is in order. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { readEntryName } from './entry-name.ts';
import { PackageRefused } from './refused.ts';

export interface UnzipLimits {
  entries: number;
  /** Of everything together, unpacked. */
  bytes: number;
  /** How many times bigger than it was in the zip: of one file, and of all together. */
  ratio: number;
  /** So much may always come out, whatever its ratio: small texts shrink a lot. */
  ratioFrom: number;
}

export const unzipLimits: UnzipLimits = { entries: 5000, bytes: 1024 ** 3, ratio: 100, ratioFrom: 1024 ** 2 };

export interface Unzipped {
  /** Paths of all files, with slashes. */
  files: string[];
  bytes: number;
}

const texts = {
  noZip: 'Dit is geen zip-bestand, of het is beschadigd. Exporteer het pakket opnieuw en probeer het nog eens.',
  empty: 'Er zit niets in dit zip-bestand.',
  encrypted: 'Dit zip-bestand is met een wachtwoord beveiligd. Maak een zip-bestand zonder wachtwoord.',
  method: 'Dit zip-bestand is op een manier ingepakt die we niet kennen. Pak het opnieuw in als gewoon zip-bestand.',
  link: 'In dit zip-bestand zit een snelkoppeling in plaats van een bestand. Dat is niet veilig.',
  path: 'Een bestand in dit zip-bestand wil buiten zijn eigen map terechtkomen. Dat is niet veilig.',
  characters: 'De naam van een bestand in dit zip-bestand heeft vreemde tekens. Geef het een gewone naam.',
  length: 'De naam van een bestand in dit zip-bestand is te lang. Maak de naam korter.',
  twice: 'Twee bestanden in dit zip-bestand heten hetzelfde, of verschillen alleen in hoofdletters. Geef er één een andere naam.',
  sizes: 'Dit zip-bestand klopt niet: een bestand erin is groter of kleiner dan het zegt. Pak het opnieuw in.',
  ratio: 'Uitgepakt is dit zip-bestand veel groter dan het lijkt. Dat is niet veilig.',
} as const;

const refuse = (why: keyof typeof texts) => new PackageRefused(texts[why]);
const tooMany = (most: number) => new PackageRefused(`Er zitten meer dan ${most} bestanden in dit zip-bestand. Dat is te veel.`);
const tooBig = (most: number) =>
  new PackageRefused(`Uitgepakt is dit pakket groter dan ${Math.round(most / 1024 ** 2)} MB. Maak filmpjes en plaatjes kleiner.`);

/**
 * Unpacks into a folder beside `target` and renames it when it is whole; nothing is left behind otherwise.
 * @param target a folder that doesn't exist yet
 * @throws PackageRefused
 */
export async function unzip(zipFile: string, target: string, limits: UnzipLimits = unzipLimits): Promise<Unzipped> {
  const underWay = `${target}.part`;
  await rm(underWay, { recursive: true, force: true });
  try {
    await mkdir(underWay, { recursive: true });
    const unzipped = await unpackAll(zipFile, underWay, limits);
    await rename(underWay, target);
    return unzipped;
  } catch (error) {
    await rm(underWay, { recursive: true, force: true });
    throw error;
  }
}

async function unpackAll(zipFile: string, folder: string, limits: UnzipLimits): Promise<Unzipped> {
  const size = (await stat(zipFile)).size;
  const zip = await open(zipFile);
  try {
    if (zip.entryCount > limits.entries) throw tooMany(limits.entries);
    const entries = await readDirectory(zip, size, limits);
    const made = new Set<string>();
    const counter = { bytes: 0, packed: 0 };
    for (const { entry, parts, folder: isFolder } of entries) {
      const path = join(folder, ...parts);
      const parent = isFolder ? path : dirname(path);
      if (!made.has(parent)) {
        await mkdir(parent, { recursive: true });
        made.add(parent);
      }
      if (!isFolder) await unpackOne(zip, entry, path, counter, limits);
    }
    const files = entries.filter((e) => !e.folder).map((e) => e.parts.join('/'));
    if (files.length === 0) throw refuse('empty');
    return { files, bytes: counter.bytes };
  } finally {
    zip.close();
  }
}

async function open(zipFile: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(zipFile, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: true,
      strictFileNames: true,
      validateEntrySizes: true,
    });
  } catch {
    throw refuse('noZip');
  }
}

interface Planned {
  entry: Entry;
  parts: string[];
  folder: boolean;
}

/** Looks at all names and declared sizes before anything is written. */
async function readDirectory(zip: ZipFile, size: number, limits: UnzipLimits): Promise<Planned[]> {
  const planned: Planned[] = [];
  /** What each path is; a folder may be named often, a file once. */
  const kinds = new Map<string, { kind: 'file' | 'folder'; path: string }>();
  const claim = (key: string, path: string, kind: 'file' | 'folder') => {
    const there = kinds.get(key);
    if (there && (there.kind === 'file' || kind === 'file' || there.path !== path)) throw refuse('twice');
    kinds.set(key, { kind, path });
  };
  let seen = 0;
  let packed = 0;
  let declared = 0;
  for await (const entry of entriesOf(zip)) {
    if (++seen > limits.entries) throw tooMany(limits.entries);
    const name = readEntryName(entry.fileName);
    if (name.kind === 'refused') throw refuse(name.why);
    if (isSpecial(entry)) throw refuse('link');
    if (entry.generalPurposeBitFlag & 0x2041) throw refuse('encrypted');
    packed += entry.compressedSize;
    declared += entry.uncompressedSize;
    // More in it than it is long: files that share their bytes.
    if (packed > size) throw refuse('ratio');
    if (declared > limits.bytes) throw tooBig(limits.bytes);
    if (name.kind === 'litter') continue;
    if (name.kind === 'file' && entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw refuse('method');
    const keys = name.key.split('/');
    for (let depth = 1; depth < keys.length; depth++)
      claim(keys.slice(0, depth).join('/'), name.parts.slice(0, depth).join('/'), 'folder');
    claim(name.key, name.parts.join('/'), name.kind);
    planned.push({ entry, parts: name.parts, folder: name.kind === 'folder' });
  }
  return planned;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
  } catch (error) {
    throw fromYauzl(error);
  }
}

/** Anything but a file or a folder, by the Unix mode that a zip may carry. */
function isSpecial(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  return type !== 0 && type !== 0o100000 && type !== 0o040000;
}

/** What yauzl says of a broken zip, in our words; what is not about the zip (a full disk) goes on as it is. */
function fromYauzl(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PackageRefused || 'syscall' in error) return error;
  if (/^(?:absolute path|invalid relative path|invalid characters in fileName)/.test(error.message)) return refuse('path');
  if (/encrypt/i.test(error.message)) return refuse('encrypted');
  if (/bytes in the stream|size mismatch/i.test(error.message)) return refuse('sizes');
  return refuse('noZip');
}

async function unpackOne(
  zip: ZipFile,
  entry: Entry,
  path: string,
  counter: { bytes: number; packed: number },
  limits: UnzipLimits,
): Promise<void> {
  let own = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      own += chunk.length;
      counter.bytes += chunk.length;
      if (counter.bytes > limits.bytes) return done(tooBig(limits.bytes));
      if (own > limits.ratioFrom && own > limits.ratio * entry.compressedSize) return done(refuse('ratio'));
      const packed = counter.packed + entry.compressedSize;
      if (counter.bytes > limits.ratioFrom && counter.bytes > limits.ratio * packed) return done(refuse('ratio'));
      done(null, chunk);
    },
  });
  try {
    await pipeline(await zip.openReadStreamPromise(entry), count, createWriteStream(path, { flags: 'wx' }));
  } catch (error) {
    throw fromYauzl(error);
  }
  counter.packed += entry.compressedSize;
}
