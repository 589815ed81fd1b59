/**
 * Every page that a reader can come to by links, at both widths, without signing in and in each role. Each page that is opened is
 * tried for its status, what is said on the console, its width, and its text. axe looks at each build of a page (build.ts) once:
 * with every rule at 360 px, and again with every rule at 1280 px where that shows or hides anything else; where it doesn't, with
 * the rules that hang on where things stand. So a page of a shape that was seen before costs little, and is looked at anew
 * as soon as a class, a role, a label or an element is otherwise, for whomever.
 */
import type { Page } from '@playwright/test';
import { violationsOf } from './axe.ts';
import { buildOf } from './build.ts';
import { demoPeople, expect, signIn, test, widths } from './house.ts';

// Nothing is changed here, so that roles may be looked at beside each other.
test.describe.configure({ mode: 'parallel' });

/** Pages are found by their links, so that none is forgotten; of pages of one shape two are opened, of a meeting one for its number. */
const readers: [name: string, email: string | null, start: string[]][] = [
  ['a specialist', demoPeople.specialist, ['/groepen', '/leerkaart', '/cursus']],
  ['an administrator', demoPeople.administrator, ['/beheer', '/cursus', '/groepen']],
  ['an adviser', demoPeople.adviser, ['/']],
  ['a learner half-way', demoPeople.halfway, ['/leerkaart', '/account', '/cursus/frontoffice/nieuwe-klanten/toets']],
  ['a learner with a certificate', demoPeople.done, ['/leerkaart', '/bijeenkomsten']],
  ['nobody', null, ['/', '/inloggen', '/wachtwoord-vergeten', '/hulp', '/bestaat-niet', '/postvak', '/balie']],
];

/** Files have no more than a status. A mail as it is sent may run no script, so axe can't either. */
const file = /\.(pdf|docx|eml|ics|txt|svg|csv|json|jsonl)$|^\/pakketten\/[^/]+\/[^/]+\/bestand$/;
const skipped = /^\/_actions|\/uitnodiging\/|\/wachtwoord\/|^\/beheer\/berichten\/[^/]+\/mail$/;
/** Pages of the course text are of one shape each; content.spec.ts looks at every one of them. */
const shapeOf = (path: string) =>
  path
    .replace(/\?.*/, '')
    .replace(/\/(?=[^/]*\d)[a-z0-9-]{6,}/g, '/#')
    .replace(/^\/cursus\/[^/]+\/[^/]+(?=\/|$)/, '/cursus/#/#')
    .replace(/^(\/cursus\/#\/#\/)(?!toets$|gesprek\/|opdracht\/|veranderd$)[^/]+/, '$1#')
    .replace(/\/(gesprek|opdracht)\/[^/]+$/, '/$1/#')
    .replace(/^\/bij-ons\/[^/]+\/(?!sociale-kaart)[^/]+$/, '/bij-ons/#/#');

/** Rules whose answer is another one where the same elements stand elsewhere. */
const ofLayout = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'];

type Width = keyof typeof widths;

/** Builds in which axe found nothing, at each width. */
const judged: Record<Width, Set<string>> = { phone: new Set(), desk: new Set() };

/** @returns what axe has to say of the page as it stands at this width, of what it didn't judge before */
async function judge(page: Page, width: Width): Promise<string[]> {
  const fresh = (await buildOf(page)).filter((part) => !judged[width].has(part));
  if (fresh.length === 0) return [];
  const asOnPhone = width === 'desk' && fresh.every((part) => judged.phone.has(part));
  const violations = await violationsOf(page, asOnPhone ? ofLayout : undefined);
  if (violations.length === 0) for (const part of fresh) judged[width].add(part);
  return violations.map((violation) => `${violation} (${width})`);
}

/** What is read in the page in one go. */
const read = (page: Page) =>
  page.evaluate(() => ({
    tooWide: document.documentElement.scrollWidth - window.innerWidth,
    headings: document.querySelectorAll('h1').length,
    styles: document.querySelectorAll('[style]').length,
    text: document.body.innerText,
    links: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map((a) => a.href),
  }));

for (const [name, email, start] of readers)
  test(`pages of ${name} are sound on a phone and at a desk`, async ({ page, served }) => {
    // A specialist has some 150 pages to look at, also on a machine that does ten other things.
    test.setTimeout(900_000);
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        faults.push(`${page.url()} ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`${page.url()} ${error.message}`));
    if (email) await signIn(page, email);
    const queue = [...start];
    const shapes = new Map<string, number>();
    while (queue.length > 0) {
      const path = queue.shift() ?? '';
      const shape = shapeOf(path);
      const seen = shapes.get(shape) ?? 0;
      if (seen >= (shape === path || /\/bijeenkomsten\/\d/.test(shape) ? 1 : 2) || skipped.test(path)) continue;
      shapes.set(shape, seen + 1);
      if (file.test(path)) {
        const response = await page.request.get(path);
        if (!response.ok()) faults.push(`${path} answered ${response.status()}`);
        continue;
      }
      await page.setViewportSize(widths.phone);
      const response = await page.goto(path);
      const status = response?.status() ?? 0;
      if (status >= 400 && path !== '/bestaat-niet' && !(status === 403 && start.includes(path)))
        faults.push(`${path} answered ${status}`);
      let links: string[] = [];
      for (const width of ['phone', 'desk'] as const) {
        await page.setViewportSize(widths[width]);
        const { text, ...found } = await read(page);
        links = found.links;
        if (found.tooWide > 0) faults.push(`${path} is ${found.tooWide} px too wide (${width})`);
        if (found.headings !== 1) faults.push(`${path} has ${found.headings} headings of the page`);
        if (found.styles > 0) faults.push(`${path} has ${found.styles} style attributes`);
        if (/\b(undefined|null|NaN|Invalid Date|object Object)\b/.test(text)) faults.push(`${path} shows a value of the code`);
        // Two pieces of text that the template put together without a space.
        const stuck = /\S*(\d(module|bijeenkomst|mens|les|vraag|vragen|minut|dag|week|weken)|[a-z]{2}[.!?][A-Z][a-z])\S*/.exec(
          text,
        );
        if (stuck) faults.push(`${path} says “${stuck[0]}” (${width})`);
        faults.push(...(await judge(page, width)));
      }
      // Mail of the demonstration is for others: its links lead where this reader may not go.
      if (path === '/postvak') continue;
      for (const link of links) {
        const url = new URL(link);
        if (url.origin === new URL(served.url).origin) queue.push(url.pathname + url.search);
      }
    }
    expect(faults).toEqual([]);
    expect(shapes.size).toBeGreaterThan(email ? 4 : 5);
  });
