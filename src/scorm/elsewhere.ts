/** What pages of a package want that they don't get just like that: things from other sites, and windows of their own. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const most = { files: 300, bytes: 300_000, hosts: 5 };
const addresses = /(?:src|href|url)\s*[=(]\s*["']?\s*(https?:)?\/\/([a-z0-9.-]+\.[a-z]{2,})[/"'?)]/gi;
/** Where a page names a site without fetching anything from it. */
const links = /<a\b[^>]*>/gi;

/**
 * Hosts that pages of the package name in what they load: nothing comes from there while it plays (src/scorm/host/headers.ts). A
 * look at the beginning of each page, not a proof.
 */
export async function hostsElsewhere(root: string, files: readonly string[]): Promise<string[]> {
  const hosts = new Set<string>();
  for (const file of files.filter((name) => /\.(?:x?html?|css)$/i.test(name)).slice(0, most.files)) {
    const text = (await beginningOf(join(root, file))).replaceAll(links, '');
    for (const [, , host = ''] of text.matchAll(addresses)) if (!named.has(host.toLowerCase())) hosts.add(host.toLowerCase());
    if (hosts.size >= most.hosts) break;
  }
  return [...hosts].sort().slice(0, most.hosts);
}

/** Stand in every page as names of formats. */
const named = new Set(['www.w3.org', 'purl.org']);

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most.bytes), 0, most.bytes, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

const windows = /\bwindow\.open\s*\(|\btarget\s*=\s*["']?_blank/i;

/** Does a page or script seem to open windows? As little a proof. */
export async function opensWindows(root: string, files: readonly string[]): Promise<boolean> {
  for (const file of files.filter((name) => /\.(?:x?html?|js)$/i.test(name)).slice(0, most.files))
    if (windows.test(await beginningOf(join(root, file)))) return true;
  return false;
}
