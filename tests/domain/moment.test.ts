import { describe, expect, test } from 'vitest';
import { checkMoment, clash } from '#src/domain/moment.ts';

const now = new Date('2027-02-10T09:00:00Z');
const text = (more: object = {}) => ({ day: '2027-03-02', start: '09:00', end: '10:30', place: 'Centrum', ...more });
const fieldOf = (more: object) => {
  const checked = checkMoment(text(more), now);
  return checked.kind === 'wrong' ? checked.errors[0]?.field : 'ok';
};

describe('a moment as it was typed', () => {
  test('is stored in UTC, with the clock of that day', () => {
    expect(checkMoment(text(), now)).toMatchObject({ kind: 'ok', startsAt: new Date('2027-03-02T08:00:00Z') });
    expect(checkMoment(text({ day: '2027-04-06' }), now)).toMatchObject({ startsAt: new Date('2027-04-06T07:00:00Z') });
  });

  test('ends later than it begins', () => {
    expect(fieldOf({ end: '09:00' })).toBe('end');
    expect(fieldOf({ end: '08:00' })).toBe('end');
  });

  test('that ran across midnight may go on doing so; a new one is a slip', () => {
    const across = { startsAt: new Date('2027-03-02T22:30:00Z'), endsAt: new Date('2027-03-03T00:00:00Z') };
    const typed = text({ start: '23:30', end: '01:00' });
    expect(checkMoment(typed, now, across)).toMatchObject({ kind: 'ok', ...across });
    expect(checkMoment(text({ start: '22:00', end: '23:00' }), now, across)).toMatchObject({
      endsAt: new Date('2027-03-02T22:00:00Z'),
    });
    const evening = { startsAt: new Date('2027-03-02T20:30:00Z'), endsAt: new Date('2027-03-02T22:00:00Z') };
    for (const known of [undefined, evening]) expect(checkMoment(typed, now, known)).toMatchObject({ kind: 'wrong' });
  });

  test('is on a day that exists, not far from today', () => {
    expect(fieldOf({ day: '2027-02-30' })).toBe('day');
    expect(fieldOf({ day: '2072-03-02' })).toBe('day');
    expect(fieldOf({ day: '0027-03-02' })).toBe('day');
  });

  test('may lie in the past, to fill in afterwards', () => {
    expect(fieldOf({ day: '2027-02-02' })).toBe('ok');
  });

  test('is not in the hour that the clock skips in March', () => {
    expect(fieldOf({ day: '2027-03-28', start: '02:30', end: '04:00' })).toBe('start');
    expect(fieldOf({ day: '2027-03-28', start: '01:30', end: '02:30' })).toBe('end');
    expect(checkMoment(text({ day: '2027-03-28', start: '01:30', end: '03:30' }), now)).toMatchObject({
      startsAt: new Date('2027-03-28T00:30:00Z'),
      endsAt: new Date('2027-03-28T01:30:00Z'),
    });
  });

  test('may be in the night of October, when an hour comes twice', () => {
    expect(fieldOf({ day: '2027-10-31', start: '02:30', end: '04:00' })).toBe('ok');
  });
});

test('two moments clash in one place at overlapping hours, however the place is spelled', () => {
  const at = (from: string, to: string, place = 'Centrum') => ({
    startsAt: new Date(`2027-03-02T${from}:00Z`),
    endsAt: new Date(`2027-03-02T${to}:00Z`),
    place,
  });
  expect(clash(at('09:00', '10:00'), at('09:30', '11:00', ' centrum'))).toBe(true);
  expect(clash(at('09:00', '10:00'), at('10:00', '11:00'))).toBe(false);
  expect(clash(at('09:00', '10:00'), at('09:00', '10:00', 'Zeedorp'))).toBe(false);
});
