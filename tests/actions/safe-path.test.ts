import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safePath } from '#src/actions/fields.ts';

test.each(['/', '/leerkaart', '/cursus/frontoffice/nieuwe-klanten/toets?terug=1', '/groepen/x#deel', '/inloggen?verder=%2F%2Fa'])(
  '%s is a path of this site',
  (path) => {
    expect(safePath(path)).toBe(path);
  },
);

test.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  ' //evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'evil.example',
  '',
  `/${'a'.repeat(600)}`,
  '/a\r\nSet-Cookie: x=1',
  '/a\u0000',
])('%j leads to the start page', (path) => {
  expect(safePath(path)).toBe('/');
});

test('nothing at all leads to the start page', () => {
  expect(safePath(null)).toBe('/');
  expect(safePath(undefined)).toBe('/');
});

test('whatever is let through stays on this site, for a browser on any page of it', () => {
  const bits = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    '%2e',
    '\t',
    ' ',
    ':',
    '@',
    '?',
    '#',
    'evil.example',
    'https:',
    'a',
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 8 }), (parts) => {
      const url = new URL(safePath(parts.join('')), 'https://leren.example/inloggen');
      expect(url.origin).toBe('https://leren.example');
      expect(url.pathname.startsWith('//')).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
