/** Zips for tests, well-formed and hostile. */
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  name: string;
  /** Bytes are packed as they are, text is made smaller. */
  content?: string | Buffer;
  /** So many zeros, made as they are packed. */
  zeros?: number;
  /** Unix mode; a link is 0o120777. */
  mode?: number;
}

export async function makeZip(path: string, entries: readonly ZipEntry[]): Promise<string> {
  const zip = new ZipFile();
  for (const { name, content = '', zeros, mode } of entries) {
    const options = { mtime: new Date('2027-01-01T00:00:00Z'), ...(mode === undefined ? {} : { mode }) };
    if (zeros !== undefined) zip.addReadStream(Readable.from(zerosOf(zeros)), name, options);
    else if (name.endsWith('/')) zip.addEmptyDirectory(name, options);
    else zip.addBuffer(Buffer.from(content), name, { ...options, compress: !Buffer.isBuffer(content) });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

function* zerosOf(bytes: number): Generator<Buffer> {
  const block = Buffer.alloc(65_536);
  for (let left = bytes; left > 0; left -= block.length) yield left < block.length ? block.subarray(0, left) : block;
}

/** Writes other names over the ones that the maker of zips allows; both must be as long. */
export function rename(path: string, from: string, to: string): void {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error('names must be as long');
  const bytes = readFileSync(path);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  writeFileSync(path, bytes);
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;

/** Changes the headers of every entry: where a number of two bytes stands in the local and in the central one. */
export function patchHeaders(path: string, offsets: { local: number; central: number }, value: number): void {
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length - 4; at++) {
    const signature = bytes.readUInt32LE(at);
    if (signature === localHeader) bytes.writeUInt16LE(value, at + offsets.local);
    if (signature === centralHeader) bytes.writeUInt16LE(value, at + offsets.central);
  }
  writeFileSync(path, bytes);
}

export const flagsAt = { local: 6, central: 8 };
export const methodAt = { local: 8, central: 10 };

/** A central directory that names the same packed bytes again and again. */
export function repeatCentral(path: string, times: number): void {
  const bytes = readFileSync(path);
  const end = bytes.length - 22;
  const start = bytes.readUInt32LE(end + 16);
  const entry = bytes.subarray(start, end);
  const nameAt = 46;
  const copies = Array.from({ length: times }, (_, n) => {
    const copy = Buffer.from(entry);
    copy.write(String(n).padStart(6, '0'), nameAt);
    return copy;
  });
  const tail = Buffer.from(bytes.subarray(end));
  // The field holds two bytes: a reader without the longer form sees what is left of it.
  tail.writeUInt16LE(times & 0xffff, 8);
  tail.writeUInt16LE(times & 0xffff, 10);
  tail.writeUInt32LE(entry.length * times, 12);
  writeFileSync(path, Buffer.concat([bytes.subarray(0, start), ...copies, tail]));
}
