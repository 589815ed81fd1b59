import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayDate, fromWallClock, fullMoment, hour, longDate, shortDate, wallClock } from '#src/domain/calendar-day.ts';

const moment = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2045-12-31T00:00:00Z'), noInvalidDate: true });
const toMinute = (at: Date) => new Date(Math.floor(at.getTime() / 60_000) * 60_000);

describe('the Dutch clock', () => {
  test('a time on the clock goes to UTC and back as the same time', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const { day, time } = wallClock(toMinute(at));
        const back = fromWallClock(day, time);
        expect(back && wallClock(back)).toEqual({ day, time });
      }),
    );
  });

  test('in March the hour that is skipped does not exist, the ones beside it do', () => {
    expect(fromWallClock('2027-03-28', '02:30')).toBeNull();
    expect(fromWallClock('2027-03-28', '01:59')?.toISOString()).toBe('2027-03-28T00:59:00.000Z');
    expect(fromWallClock('2027-03-28', '03:00')?.toISOString()).toBe('2027-03-28T01:00:00.000Z');
  });

  test('in October the hour that comes twice is one of the two', () => {
    const at = fromWallClock('2027-10-31', '02:30');
    expect(['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']).toContain(at?.toISOString());
  });

  test('a date or time that is none is refused', () => {
    for (const [day, time] of [
      ['2027-02-30', '09:00'],
      ['2027-13-01', '09:00'],
      ['2027-02-10', '25:00'],
      ['10-02-2027', '09:00'],
      ['2027-02-10', '9:00'],
      ['', ''],
    ] as const)
      expect(fromWallClock(day, time)).toBeNull();
  });

  test('a week later is the same hour on the clock, over a change of the clock too', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -400, max: 400 }), (at, days) => {
        const from = toMinute(at);
        const moved = addDays(from, days);
        const expected = new Date(`${wallClock(from).day}T12:00:00Z`);
        expected.setUTCDate(expected.getUTCDate() + days);
        expect(wallClock(moved).day).toBe(expected.toISOString().slice(0, 10));
        // Only a time that the change in March skips may move, by an hour.
        if (fromWallClock(wallClock(moved).day, wallClock(from).time)) expect(wallClock(moved).time).toBe(wallClock(from).time);
      }),
      {
        examples: [
          [new Date('2027-03-21T08:00:00Z'), 7],
          [new Date('2027-10-24T07:00:00Z'), 7],
        ],
      },
    );
  });
});

test('days and hours read as people say them', () => {
  const at = new Date('2027-01-12T08:00:00Z');
  expect(longDate(at)).toBe('12 januari 2027');
  expect(shortDate(at)).toBe('12 jan 2027');
  expect(dayDate(at)).toBe('di 12 jan');
  expect(hour(at)).toBe('9 uur');
  expect(hour(new Date('2027-07-12T07:30:00Z'))).toBe('9.30 uur');
  expect(fullMoment(at)).toBe('dinsdag 12 januari 2027, 9 uur');
  // Late in the evening in UTC it is tomorrow here.
  expect(longDate(new Date('2027-01-11T23:30:00Z'))).toBe('12 januari 2027');
});
