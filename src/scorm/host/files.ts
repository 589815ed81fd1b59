/** Files of a package, as they are asked for by its pages. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { keyOf, readEntryName } from '../entry-name.ts';

const types: Record<string, string> = {
  aac: 'audio/aac',
  avif: 'image/avif',
  css: 'text/css; charset=utf-8',
  csv: 'text/csv',
  dtd: 'application/xml-dtd',
  eot: 'application/vnd.ms-fontobject',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  ico: 'image/x-icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  m4a: 'audio/mp4',
  m4v: 'video/mp4',
  map: 'application/json',
  mjs: 'text/javascript',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  ogv: 'video/ogg',
  otf: 'font/otf',
  pdf: 'application/pdf',
  png: 'image/png',
  srt: 'text/plain',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  txt: 'text/plain',
  vtt: 'text/vtt',
  wasm: 'application/wasm',
  wav: 'audio/wav',
  webm: 'video/webm',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
  xhtml: 'application/xhtml+xml',
  xml: 'application/xml',
  xsd: 'application/xml',
};

export const typeOf = (path: string): string => types[extname(path).slice(1).toLowerCase()] ?? 'application/octet-stream';

/** The file that is meant; packages made on Windows write names in other letters than the file has. Null when there is none. */
export async function findFile(root: string, path: string): Promise<{ path: string; bytes: number; changed: number } | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const name = readEntryName(decoded);
  if (name.kind !== 'file') return null;
  const exact = await fileAt(join(root, ...name.parts));
  if (exact) return exact;
  let folder = root;
  for (const part of name.parts) {
    const there = await readdir(folder).catch(() => []);
    const same = there.find((found) => keyOf(found) === keyOf(part));
    if (same === undefined) return null;
    folder = join(folder, same);
  }
  return fileAt(folder);
}

async function fileAt(path: string) {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, bytes: found.size, changed: found.mtimeMs } : null;
}

/** Sends a file, or the part of it that was asked for: films ask for parts. */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  file: { path: string; bytes: number; changed: number },
  type = typeOf(file.path),
): Promise<void> {
  const tag = `"${file.bytes.toString(36)}-${Math.round(file.changed).toString(36)}"`;
  res.setHeader('Content-Type', type);
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('ETag', tag);
  if (req.headers['if-none-match'] === tag) {
    res.writeHead(304).end();
    return;
  }
  const range = rangeOf(req.headers.range, file.bytes);
  if (range === 'outside') {
    res.writeHead(416, { 'Content-Range': `bytes */${file.bytes}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  res.writeHead(range ? 206 : 200, {
    'Content-Length': end - start + 1,
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${file.bytes}` } : {}),
  });
  if (req.method === 'HEAD' || file.bytes === 0) {
    res.end();
    return;
  }
  // A browser that stops halfway is no fault.
  await pipeline(createReadStream(file.path, { start, end }), res).catch(() => {});
}

/** One part only; several at once are answered with the whole. */
export function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | 'outside' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return null;
  const start = found[1] === '' ? Math.max(0, bytes - Number(found[2])) : Number(found[1]);
  const end = found[1] === '' || found[2] === '' ? bytes - 1 : Math.min(Number(found[2]), bytes - 1);
  return start > end ? 'outside' : { start, end };
}
