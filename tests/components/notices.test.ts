import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { noticeFor } from '#src/components/notices.ts';

const used = globSync('src/{actions,pages,services}/**/*.{ts,astro}').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/gelukt=([a-zA-Z-]+)/g)].map(([, key = '']) => key),
);

test('whatever a form says it did, there are words for it', () => {
  expect(used.length).toBeGreaterThan(50);
  // A key that ends in a hyphen is completed by the code.
  expect(used.filter((key) => !key.endsWith('-') && noticeFor(key) === null)).toEqual([]);
});

test('an address cannot make a page say something of its own', () => {
  for (const key of [null, '', 'constructor', '__proto__', 'Gratis boeken!']) expect(noticeFor(key)).toBeNull();
});
