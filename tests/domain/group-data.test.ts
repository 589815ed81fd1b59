import { expect, test } from 'vitest';
import fc from 'fast-check';
import { fewestPeople, hardest, type Hard } from '#src/domain/group-data.ts';

const row = (id: string, people: number, hard: number): Hard => ({ id, moduleId: 'm', people, hard });

test('tells the hardest first, and nothing of fewer than five people or of one slip', () => {
  const told = hardest([row('few', 4, 4), row('slip', 20, 1), row('half', 10, 5), row('most', 8, 7), row('some', 12, 4)], 3);
  expect(told.map((t) => [t.id, t.share])).toEqual([
    ['most', 'most'],
    ['half', 'half'],
    ['some', 'some'],
  ]);
});

const rows = fc.array(
  fc
    .integer({ min: 1, max: 40 })
    .chain((people) => fc.nat({ max: people }).map((hard) => row(`q${people}-${hard}`, people, hard))),
);

test('never tells of fewer than five people, whatever came in', () => {
  fc.assert(
    fc.property(rows, (all) => {
      for (const told of hardest(all, 5)) {
        expect(told.people).toBeGreaterThanOrEqual(fewestPeople);
        expect(told.hard).toBeGreaterThanOrEqual(2);
      }
    }),
  );
});

test('one person more or less is not told apart within a step', () => {
  expect(hardest([row('a', 10, 8)], 1)[0]?.share).toBe(hardest([row('a', 10, 9)], 1)[0]?.share);
});
