import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCurrent, overlaps, periodOf, type JobPeriod } from '#src/domain/employment.ts';

const now = new Date('2027-03-27T09:00:00Z');
const period = fc
  .record({ from: fc.integer({ min: 0, max: 50 }), length: fc.option(fc.integer({ min: 1, max: 20 })) })
  .map(({ from, length }): JobPeriod => ({ from: new Date(from), until: length === null ? null : new Date(from + length) }));

test('two periods overlap when there is a moment at which both are current', () => {
  fc.assert(
    fc.property(period, period, (a, b) => {
      const moments = Array.from({ length: 80 }, (_, at) => new Date(at));
      expect(overlaps(a, b)).toBe(moments.some((at) => isCurrent(a, at) && isCurrent(b, at)));
      expect(overlaps(a, b)).toBe(overlaps(b, a));
    }),
  );
});

test('days become moments: today begins now, the last day counts whole, also when the clock changes', () => {
  expect(periodOf({}, now)).toEqual({ from: now, until: null });
  expect(periodOf({ from: '2027-03-27', until: '2027-03-28' }, now)).toEqual({
    from: now,
    until: new Date('2027-03-28T22:00:00Z'),
  });
  expect(periodOf({ from: '2027-01-01' }, now)).toEqual({ from: new Date('2026-12-31T23:00:00Z'), until: null });
});

test('no such day, and an end before the beginning', () => {
  expect(periodOf({ from: '2027-02-30' }, now)).toBe('noSuchDay');
  expect(periodOf({ from: '2027-05-02', until: '2027-05-01' }, now)).toBe('endsBeforeStart');
  expect(periodOf({ until: '2027-03-26' }, now)).toBe('endsBeforeStart');
});
