import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCustomerData } from '#src/domain/customer-data.ts';
import { stopwatch } from '#tests/kit/spent.ts';

const kinds = (text: string) => findCustomerData(text).map((f) => f.kind);

/** A number with a check digit that fits, or null where there is none (a rest of ten). */
function bsnOf(eight: number): string | null {
  const digits = String(eight).padStart(8, '0');
  const rest = [...digits].reduce((sum, d, i) => sum + Number(d) * (9 - i), 0) % 11;
  return rest === 10 ? null : digits + String(rest);
}

function ibanOf(bank: string, account: number): string {
  const bban = bank + String(account).padStart(10, '0');
  const numbers = [...`${bban}NL00`].map((c) => Number.parseInt(c, 36)).join('');
  return `NL${String(98n - (BigInt(numbers) % 97n)).padStart(2, '0')}${bban}`;
}

describe('a BSN', () => {
  test.each(['123456782', '12345678-2', '123.456.782', '123 456 782', '1234 56 782', 'BSN:123456782.', 'bsn 111222333'])(
    '%s',
    (text) => {
      expect(kinds(text)).toEqual(text === '12345678-2' ? [] : ['bsn']);
    },
  );

  test('of eight digits misses its zero', () => {
    expect(findCustomerData('nummer 10000008 staat op de brief')).toEqual([{ kind: 'bsn', found: '10000008' }]);
  });

  test('is found whichever it is, and not with another last digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), fc.integer({ min: 1, max: 9 }), (eight, more) => {
        const bsn = bsnOf(eight);
        fc.pre(bsn !== null);
        expect(findCustomerData(`van ${bsn} op`)).toEqual([{ kind: 'bsn', found: bsn }]);
        const other = bsn.slice(0, 8) + String((Number(bsn[8]) + more) % 10);
        // The last digit weighs minus one, so no other one fits.
        expect(kinds(other)).toEqual([]);
      }),
    );
  });

  test.each([
    '123456789',
    '000000000',
    '1234567820',
    '12345678,2',
    '€ 123.456.782,00',
    'op 12-02-2027',
    '2026-2027',
    '26 feb 2027',
  ])('is not %s', (text) => expect(kinds(text)).toEqual([]));
});

describe('an IBAN', () => {
  test.each([
    'NL91ABNA0417164300',
    'nl91 abna 0417 1643 00',
    'NL91 ABNA 0417 1643 00 op naam van',
    'BE68539007547034',
    'DE89 3704 0044 0532 0130 00',
  ])('%s', (text) => expect(kinds(text)).toEqual(['iban']));

  test('stands in the answer as it was typed', () => {
    expect(findCustomerData('Over op NL91 ABNA 0417 1643 00, graag.')[0]?.found).toBe('NL91 ABNA 0417 1643 00');
  });

  test('is found whichever it is, and not with another check number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ABNA', 'INGB', 'RABO'),
        fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }),
        fc.integer({ min: 1, max: 96 }),
        (bank, account, more) => {
          const iban = ibanOf(bank, account);
          expect(findCustomerData(iban)).toEqual([{ kind: 'iban', found: iban }]);
          const check = String(((Number(iban.slice(2, 4)) - 2 + more) % 97) + 2).padStart(2, '0');
          expect(kinds(`NL${check}${iban.slice(4)}`)).not.toContain('iban');
        },
      ),
    );
  });
});

describe('an e-mail address', () => {
  test.each([
    ['Mail naar jan.jansen@voorbeeld.example.', 'jan.jansen@voorbeeld.example'],
    ['<taalhuis@duinrand.example>', 'taalhuis@duinrand.example'],
    ['zoë+les@mijn-bieb.example, of', 'zoë+les@mijn-bieb.example'],
  ])('%s', (text, found) => expect(findCustomerData(text)).toEqual([{ kind: 'email', found }]));

  test.each(['@duinrand', 'om 9 uur @ de balie', 'a@b', 'www.duinrand.example'])('is not %s', (text) =>
    expect(kinds(text)).toEqual([]),
  );
});

describe('a phone number', () => {
  test.each([
    '0612345678',
    '06 12345678',
    '06-12345678',
    '06 12 34 56 78',
    '06 - 1234 5678',
    '+31612345678',
    '+31 6 12345678',
    '+31 (0)6 1234 5678',
    '0031 6 12345678',
    '0101234567',
    '010-123 45 67',
    '(010) 123 45 67',
    '0118 123456',
    '0118-12 34 56',
    '088 123 4567',
    '+31 10 123 45 67',
  ])('%s', (text) => {
    expect(findCustomerData(`bel ${text} of kom langs`)).toEqual([{ kind: 'phone', found: text }]);
  });

  test.each([
    '0800-1234',
    '0900 1234567',
    '14 020',
    'op 01-02-2027 12 uur',
    'op 06-02-2027 10.30 uur',
    '01-02-2027 tot 03-04-2027',
    '€ 0612,50',
    '1234567890',
    'van 09.30 tot 12.30',
  ])('is not %s', (text) => expect(kinds(text)).toEqual([]));
});

test('several in one text, in its order', () => {
  expect(
    findCustomerData('Piet, 06-12345678, p@x.example, BSN 123456782 en NL91 ABNA 0417 1643 00.').map((f) => f.found),
  ).toEqual(['06-12345678', 'p@x.example', '123456782', 'NL91 ABNA 0417 1643 00']);
});

test('a text without digits or @ has none, whatever stands in it, and a long one takes no time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(findCustomerData(text.replaceAll(/[\p{Nd}@]/gu, 'x'))).toEqual([]);
    }),
  );
  const spent = stopwatch();
  for (const piece of ['0', '06 ', 'nl91 ', 'a.', 'a@a.', '123 ', '(0) ']) findCustomerData(piece.repeat(5000));
  expect(spent()).toBeLessThan(2000);
});
