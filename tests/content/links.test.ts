import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue, lessons, otherTexts } from './lesson-text.ts';

const files = [
  ...otherTexts,
  ...readdirSync('modules', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => ({ name: `modules/${file}`, text: readFileSync(join('modules', file), 'utf8') })),
].filter((file, index, all) => all.findIndex((other) => other.name === file.name) === index);

/** Where a text points: Markdown links, bare addresses, and the fields of YAML that hold one. */
function targetsIn(text: string): string[] {
  const found = [
    ...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...text.matchAll(/\b(?:href|url|link):\s*["']?([^"'\s,}]+)/g),
    ...text.matchAll(/(?<![\w("'])(https?:\/\/[^\s"'<>)]+)/g),
  ];
  return [...new Set(found.map(([, target = '']) => target).filter((target) => !target.includes('{{')))];
}

/** Address patterns of all pages, as Astro reads them from the file names; `/cursus/…` is looked up in the catalogue. */
const pages = readdirSync('src/pages', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(astro|ts)$/.test(file) && !file.startsWith('[...'))
  .map((file) => `/${file.replace(/\.(astro|ts)$/, '').replace(/(^|\/)index$/, '')}`.replace(/(.)\/$/, '$1'));
const patterns = pages.map((page) => new RegExp(`^${page.replaceAll('.', '\\.').replaceAll(/\[\w+\]/g, '[^/]+')}$`));

function isThere(path: string): boolean {
  const [bare = '', anchor] = path.split('#');
  if (bare === '' && anchor) return true;
  if (existsSync(join('src/public', bare)) && bare !== '/') return true;
  const [, root, course, module, lesson, ...more] = bare.split('/');
  if (root !== 'cursus' || course === undefined) return patterns.some((pattern) => pattern.test(bare));
  const modules = catalogue.courses.get(course)?.modules;
  if (!modules || (module !== undefined && !modules.includes(module))) return false;
  if (lesson === undefined || lesson === 'toets' || more.length > 0) return patterns.some((pattern) => pattern.test(bare));
  return catalogue.modules.get(module ?? '')?.lessons.some((l) => l.slug === lesson) ?? false;
}

const targets = files.flatMap(({ name, text }) => targetsIn(text).map((target) => ({ name, target })));

test('there are links to look at, and the look finds what is wrong', () => {
  expect(targets.length).toBeGreaterThan(5);
  expect(targetsIn('[a](/hulp) en https://voorbeeld.example/x, url: "http://kaal.example"')).toEqual([
    '/hulp',
    'http://kaal.example',
    'https://voorbeeld.example/x,',
  ]);
  for (const there of ['/', '/hulp', '/cursus/frontoffice', '/cursus/frontoffice/nieuwe-klanten/toets', '/favicon.svg'])
    expect(isThere(there), there).toBe(true);
  for (const gone of ['/bestaat-niet', '/cursus/frontoffice/privacy-ido', '/cursus/frontoffice/nieuwe-klanten/weg', '/hulp/x'])
    expect(isThere(gone), gone).toBe(false);
});

test('every link within the site leads to a page that is there', () => {
  const inside = targets.filter(({ target }) => target.startsWith('/') || target.startsWith('#'));
  expect(inside.filter(({ target }) => !isThere(target))).toEqual([]);
});

test('every link to elsewhere is a whole address over https', () => {
  const wrong = targets.filter(({ target }) => {
    if (target.startsWith('/') || target.startsWith('#')) return false;
    const url = URL.parse(target);
    return url?.protocol !== 'https:' || !url.hostname.includes('.') || url.username !== '';
  });
  expect(wrong).toEqual([]);
});

test('no text holds the e-mail address or the site of a real person or organisation as an example', () => {
  const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
  const real = files.flatMap(({ name, text }) =>
    [...text.matchAll(address)].filter(([found]) => !found.endsWith('.example')).map(([found]) => `${name}: ${found}`),
  );
  expect(real).toEqual([]);
  expect(lessons.length).toBeGreaterThan(0);
});
