import { expect, test } from 'vitest';
import { calledNames } from '#src/domain/person.ts';

test('people are called by their first name, and in full where two have the same', () => {
  expect([...calledNames(['Noor de Wit', 'Anna Bakker', 'anna Smit', 'Noor de Wit', 'ilse@duinrand.example'])]).toEqual([
    ['Noor de Wit', 'Noor'],
    ['Anna Bakker', 'Anna Bakker'],
    ['anna Smit', 'anna Smit'],
    ['ilse@duinrand.example', 'ilse@duinrand.example'],
  ]);
});
