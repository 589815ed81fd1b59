import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDead, nightDue } from '#src/domain/night.ts';

test.each([
  ['2027-02-10T01:59:00Z', '2027-02-09'],
  ['2027-02-10T02:00:00Z', '2027-02-10'],
  ['2027-07-10T00:59:00Z', '2027-07-09'],
  ['2027-07-10T01:00:00Z', '2027-07-10'],
  // The hour that is skipped and the hour that comes twice.
  ['2027-03-28T00:59:00Z', '2027-03-27'],
  ['2027-03-28T01:00:00Z', '2027-03-28'],
  ['2027-10-31T01:59:00Z', '2027-10-30'],
  ['2027-10-31T02:00:00Z', '2027-10-31'],
])('at %s the night of %s is due', (now, day) => {
  expect(nightDue(new Date(now))).toBe(day);
});

test('each day gets exactly one night, in order', () => {
  const start = Date.UTC(2027, 0, 1);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 365 * 24 * 60 }), (minute) => {
      const now = new Date(start + minute * 60_000);
      const later = new Date(now.getTime() + 25 * 3_600_000);
      expect(nightDue(later) > nightDue(now)).toBe(true);
      expect(nightDue(new Date(now.getTime() + 60_000)) >= nightDue(now)).toBe(true);
    }),
  );
});

test('a run that was begun a quarter of an hour ago, or in a future that a clock made up, has died', () => {
  const now = new Date('2027-02-10T03:00:00Z');
  const run = (minutes: number, finished = false) => ({
    startedAt: new Date(now.getTime() - minutes * 60_000),
    finishedAt: finished ? now : null,
  });
  expect(isDead(run(14), now)).toBe(false);
  expect(isDead(run(16), now)).toBe(true);
  expect(isDead(run(-120), now)).toBe(true);
  expect(isDead(run(600, true), now)).toBe(false);
});
