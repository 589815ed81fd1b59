import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areMet, openable } from '#src/scorm/prerequisites.ts';
import { item } from './items.ts';

const status: Record<string, string> = { A: 'completed', B: 'passed', C: 'failed', D: 'incomplete', 'item-1.x': 'browsed' };
const statusOf = (id: string) => status[id] ?? 'not attempted';

test.each([
  ['', true],
  ['A', true],
  ['B', true],
  ['C', false],
  ['D', false],
  ['E', false],
  ['~C', true],
  ['A & B', true],
  ['A&C', false],
  ['A | C', true],
  ['C|D', false],
  ['A & (C | B)', true],
  ['~A | B & C', false],
  ['~(A & B)', false],
  ['A = completed', true],
  ['A = passed', false],
  ['B = "passed"', true],
  ['B=p', true],
  ['C <> passed', true],
  ['C <> failed', false],
  ['E = not attempted', true],
  ['E=n & A=c', true],
  ['item-1.x = browsed', true],
  ['{A, B}', true],
  ['{A, C}', false],
  ['2*{A, B, C}', true],
  ['3*{A, B, C}', false],
  ['1*{C, D, A & B}', true],
] as const)('%j', (expression, met) => expect(areMet(expression, statusOf)).toBe(met));

test('what can’t be read holds nobody up, and reading ends', () => {
  for (const broken of ['&', 'A &', '(A', '{A', '2*A', 'A B', '= passed', '~', ')', '{}'])
    expect(areMet(broken, statusOf)).toBe(true);
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom(...'AB&|~=<>(){},*2 "') }), (text) => {
      expect(typeof areMet(text, statusOf)).toBe('boolean');
    }),
  );
  expect(areMet('('.repeat(100_000), statusOf)).toBe(true);
});

test('a folder is what is in it, and closes what is in it', () => {
  const launch = { path: 'x', suffix: '', kind: 'sco' as const };
  const root = item({
    children: [
      item({ id: 'one', children: [item({ id: 'a', launch }), item({ id: 'b', launch })] }),
      item({ id: 'two', prerequisites: 'one', children: [item({ id: 'c', launch })] }),
    ],
  });
  const half = (id: string) => (id === 'a' ? 'completed' : 'not attempted');
  expect([...openable(root, half)]).toEqual(['a', 'b']);
  expect([...openable(root, () => 'passed')]).toEqual(['a', 'b', 'c']);
});
