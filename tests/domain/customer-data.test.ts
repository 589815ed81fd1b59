import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCustomerData } from '#src/domain/customer-data.ts';

describe('what looks like data of a customer', () => {
  test.each([
    ['bsn', 'BSN 111222333 staat erop', '111222333'],
    ['bsn', 'nummer 1112.22.333', '1112.22.333'],
    ['iban', 'op NL91 ABNA 0417 1643 00 storten', 'NL91 ABNA 0417 1643 00'],
    ['email', 'mail naar mevrouw.jansen@voorbeeld.example.', 'mevrouw.jansen@voorbeeld.example'],
    ['phone', 'bel 06-12345678 morgen', '06-12345678'],
    ['phone', 'bel +31 6 1234 5678', '+31 6 1234 5678'],
    ['phone', 'bel 010 123 45 67', '010 123 45 67'],
  ])('a %s is seen in “%s”', (kind, text, found) => {
    expect(findCustomerData(text)).toEqual([{ kind, found }]);
  });

  test.each([
    'Dinsdag van 10.00 tot 12.30 uur, kamer 12.',
    'In 2023 hielpen we 100.000 mensen, in 2024 meer.',
    'Postcode 1234 AB, 555555555 is een rij vijven.',
    '123456789 doorstaat de elfproef niet.',
    'Sinds 12-03-2027, versie 1.2.3.',
  ])('nothing is seen in “%s”', (text) => expect(findCustomerData(text)).toEqual([]));

  test('each thing is named once, in the order of the text', () => {
    expect(findCustomerData('a@b.nl, 0612345678 en a@b.nl').map((f) => f.kind)).toEqual(['email', 'phone']);
  });

  test('whatever the text, what is found stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .@-+abNL'), maxLength: 80 }), (text) => {
        for (const { found } of findCustomerData(text)) expect(text).toContain(found);
      }),
    );
  });
});
