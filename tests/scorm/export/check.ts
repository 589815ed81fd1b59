/** What any package that goes out must be, whatever is in it. @returns what is wrong, in words */
import { readManifest } from '#src/scorm/manifest/read.ts';
import type { Edition } from '#src/domain/scorm-elements.ts';
import { drawingsIn } from '#src/scorm/export/page.ts';

/** Bigger than any course; smaller than what the smallest platforms take. */
const mostBytes = 5 * 1024 ** 2;

export function faultsIn(edition: Edition, files: ReadonlyMap<string, Buffer>): string[] {
  const faults: string[] = [];
  const text = (name: string) => files.get(name)?.toString('utf8') ?? '';
  const manifest = text('imsmanifest.xml');
  const names = [...files.keys()];
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  if (bytes > mostBytes) faults.push(`${bytes} bytes`);
  for (const name of names) if (!/^[A-Za-z0-9/._-]+$/.test(name)) faults.push(`the name ${name}`);

  const listed = [...manifest.matchAll(/<file href="([^"]+)"/g)].map(([, name = '']) => name);
  for (const name of names)
    if (name !== 'imsmanifest.xml' && !listed.includes(name)) faults.push(`${name} is not in the manifest`);
  for (const name of listed) if (!files.has(name)) faults.push(`${name} is in the manifest only`);
  const read = readManifest(Buffer.from(manifest), names, 'imsmanifest.xml').manifest;
  if (read.standard !== (edition === '1.2' ? '1.2' : '2004-4')) faults.push(`it is read as ${read.standard}`);
  faults.push(...read.remarks);

  for (const page of names.filter((name) => name.endsWith('.html'))) {
    const html = text(page);
    const within = (name: string) => new URL(name, `file:///${page}`).pathname.slice(1);
    for (const [, name = ''] of html.matchAll(/<(?:link|script|img|source|iframe)\b[^>]*?\s(?:href|src)="([^"]*)"/g))
      if (!files.has(within(name))) faults.push(`${page} fetches ${name}`);
    for (const name of drawingsIn(html)) if (!files.has(name)) faults.push(`${page} shows ${name}`);
    for (const [link, href = ''] of html.matchAll(/<a\b[^>]*?\shref="([^"]*)"[^>]*>/g)) {
      if (/^https:/.test(href) && !/target="_blank"/.test(link)) faults.push(`${page}: ${href} leaves the package`);
      if (!/^(?:#|https:)/.test(href)) faults.push(`${page} links to ${href}`);
    }
    if (/\s(?:style|on[a-z]+)="/.test(html.replace(/<script type="application\/json"[\s\S]*?<\/script>/, '')))
      faults.push(`${page} has inline style or script`);
    if (!/http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'/.test(html))
      faults.push(`${page} has no policy`);
    if (/127\.0\.0\.1|localhost|@duinrand|\/cursus\/|_action/.test(html)) faults.push(`${page} names the site`);
  }
  for (const sheet of names.filter((name) => name.endsWith('.css')))
    for (const [, url = ''] of text(sheet).matchAll(/url\(["']?([^"')]+)["']?\)/g))
      if (!files.has(new URL(url, `file:///${sheet}`).pathname.slice(1))) faults.push(`${sheet} fetches ${url}`);
  for (const script of names.filter((name) => name.endsWith('.js')))
    if (/https?:\/\/|\bfetch\(|XMLHttpRequest|sendBeacon|\beval\(|new Function/.test(text(script)))
      faults.push(`${script} reaches the network, or makes code`);
  return faults;
}
