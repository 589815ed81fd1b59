import { expect, test } from 'vitest';
import { email, login } from '#src/actions/fields.ts';

test('an address typed as two characters is the one typed as one: é, and in small letters', () => {
  const typed = ' ZOE\u0308@Duinrand.example ';
  expect(email.parse(typed)).toBe('zo\u00eb@duinrand.example');
  expect(login.parse(typed)).toBe('zo\u00eb@duinrand.example');
  expect(login.parse('Rene\u0301')).toBe('ren\u00e9');
});
