import { expect, test } from 'vitest';
import fc from 'fast-check';
import { carouselPlan, groupSizes, minutesEach, mostStations, roundAt } from '#src/domain/carousel.ts';

const stations = fc.integer({ min: 2, max: mostStations });

test('is a Latin square: every group at every topic once, never two groups at one', () => {
  fc.assert(
    fc.property(stations, (n) => {
      const plan = carouselPlan(n);
      const all = Array.from({ length: n }, (_, i) => i);
      expect(plan).toHaveLength(n);
      for (const round of plan) expect([...round].sort((a, b) => a - b)).toEqual(all);
      for (const group of all) expect(plan.map((round) => round[group]).sort()).toEqual(all);
    }),
  );
});

test('divides people as evenly as can be', () => {
  fc.assert(
    fc.property(fc.nat({ max: 300 }), stations, (people, n) => {
      const sizes = groupSizes(people, n);
      expect(sizes.reduce((a, b) => a + b, 0)).toBe(people);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('knows the round by the timer of the part, and stays at the last', () => {
  expect(roundAt(0, 5, 3)).toEqual({ round: 0, left: 300 });
  expect(roundAt(299, 5, 3)).toEqual({ round: 0, left: 1 });
  expect(roundAt(300, 5, 3)).toEqual({ round: 1, left: 300 });
  expect(roundAt(1000, 5, 3)).toEqual({ round: 2, left: -100 });
  expect(minutesEach(25, 3)).toBe(8);
  expect(minutesEach(1, 8)).toBe(1);
});
