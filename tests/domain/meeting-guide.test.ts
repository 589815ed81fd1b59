import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agendaTimes, comingMoment, minutesShort } from '#src/domain/meeting-guide.ts';

const agenda = fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 60 }) }), { minLength: 2, maxLength: 12 });
const start = new Date('2027-03-02T09:00:00Z');

test('the parts follow each other without a gap, from the start to the end', () => {
  fc.assert(
    fc.property(agenda, (parts) => {
      const times = agendaTimes(parts, start);
      const total = parts.reduce((sum, part) => sum + part.minutes, 0);
      expect(times[0]).toMatchObject({ from: start, after: 0 });
      for (const [i, time] of times.entries()) {
        expect(time.from).toEqual(i === 0 ? start : times[i - 1]?.until);
        expect((time.until?.getTime() ?? 0) - (time.from?.getTime() ?? 0)).toBe((parts[i]?.minutes ?? 0) * 60_000);
      }
      expect(times.at(-1)?.until?.getTime()).toBe(start.getTime() + total * 60_000);
    }),
  );
});

test('without a moment there are minutes and no clock', () => {
  expect(agendaTimes([{ minutes: 5 }, { minutes: 10 }, { minutes: 3 }], null)).toEqual([
    { from: null, until: null, after: 0 },
    { from: null, until: null, after: 5 },
    { from: null, until: null, after: 15 },
  ]);
});

test('the moment of the clock is the first that has not ended and is still on', () => {
  const moment = (day: number, cancelled = false) => ({
    startsAt: new Date(start.getTime() + day * 86_400_000),
    endsAt: new Date(start.getTime() + day * 86_400_000 + 90 * 60_000),
    cancelledAt: cancelled ? start : null,
  });
  const later = moment(9);
  expect(comingMoment([later, moment(-2), moment(1, true), moment(12)], start)).toBe(later);
  // Half-way it is still the one that is being held.
  const held = moment(0);
  expect(comingMoment([later, held], new Date(start.getTime() + 3_600_000))).toBe(held);
  expect(comingMoment([moment(-2)], start)).toBeNull();
});

test('a moment that is too short for the guide says by how much', () => {
  const hours = (minutes: number) => ({ startsAt: start, endsAt: new Date(start.getTime() + minutes * 60_000) });
  expect(minutesShort(90, hours(75))).toBe(15);
  expect(minutesShort(90, hours(90))).toBe(0);
  expect(minutesShort(90, hours(120))).toBe(0);
});
