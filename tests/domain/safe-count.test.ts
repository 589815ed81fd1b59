import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countText,
  roughly,
  safeCount,
  safePart,
  toldCount,
  toldPart,
  totalOf,
  totalOfParts,
  type SafeCount,
  type SafePart,
} from '#src/domain/safe-count.ts';

const people = fc.integer({ min: 0, max: 60 });
const told = (count: SafeCount) => (count.kind === 'few' ? 0 : count.value);
/** Every number of people of which this would be told. */
const possible = (count: SafeCount) =>
  Array.from({ length: 400 }, (_, n) => n).filter((n) => JSON.stringify(safeCount(n)) === JSON.stringify(count));

test('what is told is about right', () => {
  fc.assert(fc.property(people, (n) => Math.abs(roughly(safeCount(n)) - n) <= 2));
  expect([4, 5, 7, 8, 12, 13].map((n) => countText(safeCount(n)))).toEqual([
    'minder dan 5',
    'ongeveer 5',
    'ongeveer 5',
    'ongeveer 10',
    'ongeveer 10',
    'ongeveer 15',
  ]);
  expect(toldPart(safePart(17, 18) ?? expect.fail())).toBe('ongeveer 15 van de 20');
  expect(toldPart(safePart(2, 18) ?? expect.fail())).toBe('minder dan 5 van de 20');
  expect(safePart(4, 4)).toBeNull();
});

test('any sum and difference of told numbers, over filters, time and totals, is a multiple of five: never one to four', () => {
  // Libraries with a crowd and nested parts of it that only grow, in a few weeks; every number that is told in any of them.
  const library = fc.tuple(people, fc.array(people, { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(
      fc.array(fc.array(library, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 40, maxLength: 40 }),
      (weeks, weights) => {
        const all = weeks.flatMap((rows) => {
          const parts = rows.map(([of, part]) => part.map((p) => safePart(p, of)));
          const counts = parts.flat().flatMap((p) => (p ? [p.of, p.part] : []));
          const totals = [totalOf(counts), totalOf(counts.slice(1))].filter((t) => t !== null);
          const together = totalOfParts(parts.map(([first = null]) => first));
          return [...counts, ...totals, ...(together ? [together.of, together.part] : [])];
        });
        const combined = all.reduce((sum, count, at) => sum + (weights[at % weights.length] ?? 0) * told(count), 0);
        expect(Math.abs(combined % 5)).toBe(0);
      },
    ),
  );
});

test('no told number, alone or taken from another, leaves only one possible number of people from one to four', () => {
  fc.assert(
    fc.property(people, people, (a, b) => {
      const [small, large] = a <= b ? [a, b] : [b, a];
      const between = new Set(
        possible(safeCount(large)).flatMap((n) => possible(safeCount(small)).flatMap((m) => (n >= m ? [n - m] : []))),
      );
      expect(possible(safeCount(a)).length).toBeGreaterThanOrEqual(3);
      expect(between.size).toBeGreaterThanOrEqual(3);
    }),
  );
});

test('a total says nothing that its parts did not: the same parts give the same total, whoever stood behind them', () => {
  fc.assert(
    fc.property(fc.array(people, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), (crowd, chance) => {
      const others = crowd.map((n) => {
        const alike = possible(safeCount(n));
        return alike[(chance.next().value ?? 0) % alike.length] ?? n;
      });
      expect(totalOf(others.map(safeCount))).toEqual(totalOf(crowd.map(safeCount)));
    }),
  );
});

test('a part never becomes more than its whole', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(people, people), { minLength: 1, maxLength: 12 }), (crowds) => {
      const total = totalOfParts(crowds.map(([part, of]) => safePart(part, of)));
      if (total) expect(told(total.part)).toBeLessThanOrEqual(told(total.of));
    }),
  );
});

test('a total counts what was too few to tell as nothing, and says then that it is at least so many', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(people, people), { minLength: 1, maxLength: 12 }), (crowds) => {
      const parts = crowds.map(([part, of]) => safePart(part, of)).filter((part) => part !== null);
      const total = totalOfParts(parts);
      const few = parts.filter(({ part }) => part.kind === 'few').length;
      const sum = (pick: (part: SafePart) => SafeCount) => parts.reduce((all, part) => all + told(pick(part)), 0);
      if (!total) {
        expect(parts).toEqual([]);
        return;
      }
      expect([told(total.of), told(total.part)]).toEqual([sum((p) => p.of), sum((p) => p.part)]);
      expect(total.more).toBe(parts.length > 1 && few > 0);
      const start = !total.more ? /^(ongeveer|minder dan)/ : few === parts.length ? /^overal minder dan 5$/ : /^minstens/;
      expect(toldPart(total)).toMatch(start);
    }),
  );
});

test('a total never says more than there are for certain', () => {
  const none = { of: safeCount(8), part: safeCount(0) };
  const twenty = totalOfParts(Array.from({ length: 20 }, () => none));
  expect(twenty && [toldCount(twenty), toldPart(twenty)]).toEqual(['overal minder dan 5', 'overal minder dan 5']);
  const some = totalOfParts([none, { of: safeCount(20), part: safeCount(16) }]);
  expect(some && toldPart(some)).toBe('minstens 15 van de 30');
  expect(totalOfParts([null, none])).toEqual({ ...none, more: false });
  expect(totalOfParts([null])).toBeNull();
});
