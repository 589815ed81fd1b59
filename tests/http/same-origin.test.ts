import { expect, test } from 'vitest';
import { isSameOrigin } from '#src/http/same-origin.ts';

const site = 'https://leren.example';

test.each([
  [true, { 'sec-fetch-site': 'same-origin' }],
  [true, { 'sec-fetch-site': 'same-origin', origin: 'https://proxy.example' }],
  [true, { origin: site }],
  [false, { 'sec-fetch-site': 'cross-site', origin: site }],
  [false, { 'sec-fetch-site': 'same-site' }],
  [false, { 'sec-fetch-site': 'none' }],
  [false, { origin: 'https://leren.example.evil.example' }],
  [false, { origin: 'http://leren.example' }],
  [false, { origin: 'null' }],
  [false, {}],
])('%s for %j', (expected, headers) => {
  expect(isSameOrigin({ headers }, site)).toBe(expected);
});
