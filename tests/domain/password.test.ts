import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestPassword, passwordFault, passwordFaultTexts, shortestPassword } from '#src/domain/password.ts';

const none: ReadonlySet<string> = new Set();

test.each([
  ['tooShort', '1234567'],
  ['tooShort', '👩‍👩‍👧'],
  ['tooLong', 'a'.repeat(129)],
  ['common', 'Password1'],
  ['ownWords', 'bibliotheek'],
  ['ownWords', 'De Bibliotheek 2027!'],
  ['ownWords', 'noor.de.wit@duinrand.example'],
  ['ownWords', 'NoorDeWit1990'],
  [null, '12345678'],
  [null, 'a'.repeat(128)],
  [null, 'drie losse woorden'],
  [null, 'мой пароль'],
  [null, 'Noor gaat naar de bibliotheek'],
  [null, '        '],
])('%s: %s', (fault, password) => {
  expect(passwordFault(password, new Set(['password1']), ['Noor de Wit', 'noor.de.wit@duinrand.example'])).toBe(fault);
});

test('no rule asks for kinds of characters: any text of a good length that nobody uses will do', () => {
  const letter = fc.constantFrom(...'bcdfghjklmnpqrstvwxz0123456789 -éñ漢');
  fc.assert(
    fc.property(fc.string({ unit: letter, minLength: shortestPassword, maxLength: longestPassword }), (password) => {
      expect(passwordFault(password, none)).toBeNull();
    }),
  );
});

test('an accent typed as one character or as two makes no difference', () => {
  const composed = 'é'.repeat(longestPassword);
  expect(passwordFault(composed.normalize('NFD'), none)).toBe(passwordFault(composed, none));
});

test('each fault says in Dutch what to do', () => {
  for (const text of Object.values(passwordFaultTexts)) expect(text).toMatch(/\. Kies /);
});
