import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  drawn,
  figuresOf,
  pilotFiguresSchema,
  restRow,
  rowsOf,
  stuckAt,
  totalFigures,
  type Counted,
  type PilotFigures,
} from '#src/domain/pilot-figures.ts';
import { safeCount, safePart, totalOfParts } from '#src/domain/safe-count.ts';

const part = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), of: fc.nat(40), done: fc.nat(40) });
const crowd: fc.Arbitrary<Counted> = fc.record({
  people: fc.oneof(fc.nat(8), fc.nat(60)),
  started: fc.nat(60),
  modules: fc.uniqueArray(part, { selector: ({ id }) => id }),
  meetings: fc.uniqueArray(part, { selector: ({ id }) => id }),
  allModules: fc.nat(60),
  certificates: fc.nat(60),
  inactive: fc.nat(60),
});
/** Weeks of libraries, by name. */
const world = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), crowd, { minKeys: 1 }), {
  minLength: 1,
  maxLength: 3,
});

const add = (a: Counted, b: Counted): Counted => ({
  people: a.people + b.people,
  started: a.started + b.started,
  modules: [...a.modules, ...b.modules].slice(0, 4),
  meetings: [...a.meetings, ...b.meetings].slice(0, 4),
  allModules: a.allModules + b.allModules,
  certificates: a.certificates + b.certificates,
  inactive: a.inactive + b.inactive,
});

/** As the service does: which rows, and what is told in each. */
function tell(libraries: Record<string, Counted>): Map<string, PilotFigures> {
  const sizes = new Map(Object.entries(libraries).map(([id, { people }]) => [id, people]));
  const crowds = new Map<string, Counted>();
  for (const [id, row] of rowsOf(sizes)) {
    const own = libraries[id];
    const known = crowds.get(row);
    if (own) crowds.set(row, known ? add(known, own) : own);
  }
  return new Map(
    [...crowds].flatMap(([row, counted]) => {
      const figures = figuresOf(counted);
      return figures ? [[row, figures] as const] : [];
    }),
  );
}

/** Every number that stands in something told, however deep. */
function numbersIn(told: unknown): number[] {
  if (typeof told === 'number') return [told];
  if (typeof told !== 'object' || told === null) return [];
  return Object.entries(told).flatMap(([key, value]) => (key === 'version' ? [] : numbersIn(value)));
}

test('whatever is published, over rows, rest, totals, weeks and filters, adds up and differs by multiples of five only', () => {
  fc.assert(
    fc.property(
      world,
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 60, maxLength: 60 }),
      (weeks, filter, weights) => {
        const rows = weeks.map(tell);
        const all = rows.flatMap((week) => {
          const told = [...week.values()];
          const some = told.filter((_, nr) => filter[nr % filter.length]);
          return [...told, totalFigures(told), totalFigures(some)];
        });
        const across = totalFigures(rows.flatMap((week) => [...week.values()]));
        const numbers = numbersIn([...all, across]);
        for (const n of numbers) expect(n % 5).toBe(0);
        const combined = numbers.reduce((sum, n, nr) => sum + n * (weights[nr % weights.length] ?? 0), 0);
        expect(Math.abs(combined % 5)).toBe(0);
      },
    ),
  );
});

test('nothing of a library under five is published, and a rest is of five people and two libraries or more', () => {
  fc.assert(
    fc.property(world, (weeks) => {
      for (const libraries of weeks) {
        const told = tell(libraries);
        for (const [row, figures] of told) {
          expect(pilotFiguresSchema.parse(figures)).toEqual(figures);
          if (row === restRow) continue;
          expect(libraries[row]?.people).toBeGreaterThanOrEqual(5);
        }
        const small = Object.values(libraries).filter(({ people }) => people > 0 && people < 5);
        if (told.has(restRow)) {
          expect(small.length).toBeGreaterThanOrEqual(2);
          expect(small.reduce((sum, { people }) => sum + people, 0)).toBeGreaterThanOrEqual(5);
        }
      }
    }),
  );
});

test('the same told rows give the same totals, whoever stood behind them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 5, max: 60 }), fc.nat(60)), { minLength: 1, maxLength: 8 }), (crowds) => {
      const round = (n: number) => (n < 5 ? 3 : Math.max(5, Math.round(n / 5) * 5));
      const told = crowds.map(([of, done]) => safePart(Math.min(done, of), of));
      const others = crowds.map(([of, done]) => safePart(round(Math.min(done, of)), round(of)));
      expect(totalOfParts(others)).toEqual(totalOfParts(told));
    }),
  );
});

test('a line is drawn at the bottom where too few are told', () => {
  expect([drawn(safeCount(3)), drawn(safeCount(12))]).toEqual([0, 10]);
});

test('stuck is where fewest passed of those who passed the one before, when it is at least four people for certain', () => {
  const road = (...passed: number[]) => ({
    started: { of: safeCount(20), part: safeCount(20) },
    modules: passed.map((n, nr) => ({ id: `m${nr + 1}`, done: safePart(n, 20) })),
  });
  expect(stuckAt(road(20, 18, 6, 5))).toBe('m3');
  expect(stuckAt(road(20, 19, 18, 17))).toBeNull();
  // Told as 10 and 5: it may be one person.
  expect(stuckAt(road(20, 15, 10, 5))).toBeNull();
  expect(stuckAt(road(3, 0))).toBe('m1');
});

test('stuck follows from what was told alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }), (passed) => {
      const of = (shift: number) => ({
        started: { of: safeCount(40), part: safeCount(40) },
        modules: passed.map((n, nr) => ({
          id: `m${nr}`,
          done: safePart(n < 5 ? Math.max(0, n - shift) : Math.round(n / 5) * 5 + (n < 8 ? 0 : -shift), 40),
        })),
      });
      expect(stuckAt(of(2))).toBe(stuckAt(of(0)));
    }),
  );
});
