/**
 * Many packages take jQuery from a site that hands out libraries. Nothing comes from elsewhere while a package plays
 * (src/scorm/host/headers.ts), so their pages are led to a copy on the content host (`/lib/…`, made by src/scorm/build.ts).
 */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const most = { files: 2000, bytes: 2_000_000 };

const hosts = new Set([
  'ajax.googleapis.com',
  'code.jquery.com',
  'cdnjs.cloudflare.com',
  'ajax.aspnetcdn.com',
  'ajax.microsoft.com',
  'cdn.jsdelivr.net',
  'unpkg.com',
]);

/** Names of the copies, and what each was made of. */
export const libraries = {
  /** The last one of the first series, with what older pages still ask of it. */
  'jquery-1.js': ['jquery1/dist/jquery.min.js', 'jquery-migrate/dist/jquery-migrate.min.js'],
  'jquery-3.js': ['jquery3/dist/jquery.min.js'],
  'jquery-ui.js': ['jquery-ui/dist/jquery-ui.min.js'],
} as const;

export type LibraryName = keyof typeof libraries;

/** The copy that stands in for what is at this address; null when there is none. */
export function libraryFor(address: string): LibraryName | null {
  const url = URL.parse(address, 'https://package.invalid');
  if (!url || !hosts.has(url.hostname) || !url.pathname.toLowerCase().endsWith('.js')) return null;
  const path = url.pathname.toLowerCase();
  if (/jquery[-.]?ui/.test(path)) return 'jquery-ui.js';
  // Not its plugins: jquery.cookie.js and the like.
  if (!/\/jquery(?:[-.@]?(?:\d|latest)[^/]*)?(?:\.slim)?(?:[-.]min)?\.js$/.test(path)) return null;
  return Number(/(\d+)(?:\.\d+)*/.exec(path.replace(/^.*?jquery/, ''))?.[1] ?? 1) >= 3 ? 'jquery-3.js' : 'jquery-1.js';
}

const scripts = /<script\b[^>]*>/gi;
const source = /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i;

/** The same page, with our copies in place of what it takes from elsewhere. */
export const withOwnLibraries = (html: string): string =>
  html.replaceAll(scripts, (tag) => {
    const found = source.exec(tag);
    const name = found && libraryFor(found[1] ?? found[2] ?? found[3] ?? '');
    if (!found || !name) return tag;
    // A checksum is of their copy.
    return tag
      .replace(found[0], `src="/lib/${name}"`)
      .replaceAll(/\s(?:integrity|crossorigin)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?/gi, '');
  });

/** Changes the pages of an unpacked package; answers whether there was something to change. */
export async function bringLibraries(root: string, files: readonly string[]): Promise<boolean> {
  let changed = false;
  for (const file of files.filter((name) => /\.x?html?$/i.test(name)).slice(0, most.files)) {
    const path = join(root, file);
    if ((await stat(path)).size > most.bytes) continue;
    // Byte by byte, whatever the encoding is.
    const html = await readFile(path, 'latin1');
    const ours = withOwnLibraries(html);
    if (ours === html) continue;
    await writeFile(path, ours, 'latin1');
    changed = true;
  }
  return changed;
}
