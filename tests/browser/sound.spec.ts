import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

/** Pages are found by their links, so that none is forgotten; of pages of one shape, two are looked at on a phone, one on a desk. */
const readers: [name: string, email: string | null, start: string[]][] = [
  ['nobody', null, ['/', '/inloggen', '/wachtwoord-vergeten', '/hulp', '/bestaat-niet', '/postvak', '/balie']],
  ['a learner half-way', demoPeople.halfway, ['/leerkaart', '/account', '/cursus/frontoffice/nieuwe-klanten/toets']],
  ['a learner with a certificate', demoPeople.done, ['/leerkaart', '/bijeenkomsten']],
  ['a specialist', demoPeople.specialist, ['/groepen', '/leerkaart', '/cursus']],
  ['an adviser', demoPeople.adviser, ['/']],
  ['an administrator', demoPeople.administrator, ['/beheer', '/cursus', '/groepen']],
];

/** A mail as it is sent may run no script, so axe can't either. */
const skipped = /\.(pdf|eml|txt|svg|csv|json)$|^\/_actions|\/uitnodiging\/|\/wachtwoord\/|^\/beheer\/berichten\/[^/]+\/mail$/;
/** Pages of the course text are of one shape each; content.spec.ts looks at every one of them. */
const shapeOf = (path: string) =>
  path
    .replace(/\?.*/, '')
    .replace(/\/(?=[^/]*\d)[a-z0-9-]{6,}/g, '/#')
    .replace(/^\/cursus\/[^/]+\/[^/]+(?=\/|$)/, '/cursus/#/#')
    .replace(/^(\/cursus\/#\/#\/)(?!toets$|gesprek\/|opdracht\/|veranderd$)[^/]+/, '$1#')
    .replace(/\/(gesprek|opdracht)\/[^/]+$/, '/$1/#')
    .replace(/^\/bij-ons\/[^/]+\/(?!sociale-kaart)[^/]+$/, '/bij-ons/#/#');

for (const [size, viewport] of Object.entries(widths))
  for (const [name, email, start] of readers)
    test(`pages of ${name} are sound on a ${size}`, async ({ page, served }) => {
      // A specialist has some sixty pages to look at.
      test.setTimeout(480_000);
      await page.setViewportSize(viewport);
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
          faults.push(`${page.url()} ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`${page.url()} ${error.message}`));
      if (email) await signIn(page, email);
      const queue = [...start];
      const shapes = new Map<string, number>();
      const titles = new Map<string, string>();
      while (queue.length > 0) {
        const path = queue.shift() ?? '';
        const shape = shapeOf(path);
        const seen = shapes.get(shape) ?? 0;
        if (seen >= (shape === path || size === 'desk' ? 1 : 2) || skipped.test(path)) continue;
        shapes.set(shape, seen + 1);
        const response = await page.goto(path);
        const status = response?.status() ?? 0;
        if (status >= 400 && path !== '/bestaat-niet' && !(status === 403 && start.includes(path)))
          faults.push(`${path} answered ${status}`);
        await expectSound(page);
        expect(await page.locator('h1').count(), `one heading on ${path}`).toBe(1);
        expect(await page.locator('[style]').count(), `style attributes on ${path}`).toBe(0);
        const text = await page.locator('body').innerText();
        if (/\b(undefined|null|NaN|Invalid Date|object Object)\b/.test(text)) faults.push(`${path} shows a value of the code`);
        // Two pieces of text that the template put together without a space.
        const stuck = /\S*(\d(module|bijeenkomst|mens|les|vraag|vragen|minut|dag|week|weken)|[a-z]{2}[.!?][A-Z][a-z])\S*/.exec(
          text,
        );
        if (stuck) faults.push(`${path} says “${stuck[0]}”`);
        titles.set(await page.title(), path);
        // Mail of the demonstration is for others: its links lead where this reader may not go.
        if (path === '/postvak') continue;
        for (const link of await page
          .locator('a[href]')
          .evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href))) {
          const url = new URL(link);
          if (url.origin === new URL(served.url).origin) queue.push(url.pathname + url.search);
        }
      }
      expect(faults).toEqual([]);
      expect(shapes.size).toBeGreaterThan(email ? 4 : 5);
    });
