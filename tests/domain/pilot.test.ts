import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  beginOf,
  dayAfter,
  phaseOf,
  pilotState,
  roundState,
  roundsOf,
  standardEnd,
  weekNumber,
  weekOf,
  type PhaseFacts,
  type PilotDays,
} from '#src/domain/pilot.ts';

const pilot: PilotDays = { startsOn: '2026-09-07', endsOn: standardEnd('2026-09-07'), followUpOn: null, endedAt: null };
const at = (day: string) => new Date(beginOf(day).getTime() + 12 * 3_600_000);

test('a pilot lasts three months, and asks at its start, after six and after twelve weeks', () => {
  expect(pilot.endsOn).toBe('2026-12-07');
  expect(roundsOf(pilot).map(({ round, opensOn, closesOn }) => [round, opensOn, closesOn])).toEqual([
    [0, '2026-09-07', '2026-09-21'],
    [6, '2026-10-19', '2026-11-02'],
    [12, '2026-11-30', '2026-12-14'],
  ]);
  expect(roundsOf({ ...pilot, followUpOn: '2027-03-01' }).at(-1)).toEqual({
    round: 26,
    opensOn: '2027-03-01',
    closesOn: '2027-03-15',
  });
});

test('a round is open from its first day up to and not on its last', () => {
  const [first] = roundsOf(pilot);
  if (!first) throw new Error('no round');
  expect(['2026-09-06', '2026-09-07', '2026-09-20', '2026-09-21'].map((day) => roundState(first, day))).toEqual([
    'later',
    'open',
    'open',
    'closed',
  ]);
});

test('the state follows the days on a Dutch clock, also around midnight', () => {
  expect(pilotState(pilot, new Date('2026-09-06T21:59:59Z'))).toBe('planned');
  expect(pilotState(pilot, new Date('2026-09-06T22:00:00Z'))).toBe('running');
  expect(pilotState(pilot, new Date('2026-12-06T22:59:59Z'))).toBe('running');
  expect(pilotState(pilot, new Date('2026-12-06T23:00:00Z'))).toBe('over');
  expect(pilotState({ ...pilot, endedAt: at('2026-10-01') }, at('2026-10-02'))).toBe('over');
});

test('weeks begin on a Monday', () => {
  expect(weekOf(at('2026-11-23'))).toBe('2026-11-23');
  expect(weekOf(at('2026-11-29'))).toBe('2026-11-23');
  expect(weekOf(new Date('2026-11-29T23:30:00Z'))).toBe('2026-11-30');
  expect(weekNumber(pilot.startsOn, at('2026-09-06'))).toBeNull();
  expect(weekNumber(pilot.startsOn, at('2026-09-13'))).toBe(1);
  expect(weekNumber(pilot.startsOn, at('2026-09-14'))).toBe(2);
  fc.assert(
    fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }), (day) => {
      const monday = weekOf(day);
      expect(beginOf(monday) <= day && day < beginOf(dayAfter(monday, 7))).toBe(true);
      expect(new Date(`${monday}T12:00Z`).getUTCDay()).toBe(1);
    }),
  );
});

test('how far a library is, from invited to evaluated', () => {
  const facts: PhaseFacts = {
    acceptedAt: null,
    declinedAt: null,
    endedAt: null,
    pilot,
    evaluated: false,
    meetings: [null, null, null],
  };
  const now = at('2026-10-01');
  const joined = { ...facts, acceptedAt: at('2026-09-01') };
  expect(phaseOf(facts, now)).toBe('invited');
  expect(phaseOf({ ...facts, declinedAt: at('2026-09-02') }, now)).toBe('declined');
  expect(phaseOf(joined, now)).toBe('noKickOff');
  expect(phaseOf({ ...joined, meetings: [] }, now)).toBe('noKickOff');
  expect(phaseOf({ ...joined, meetings: [at('2026-10-08'), null, null] }, now)).toBe('kickOffPlanned');
  expect(phaseOf({ ...joined, meetings: [at('2026-09-10'), at('2026-10-08'), null] }, now)).toBe('running');
  expect(phaseOf({ ...joined, meetings: [at('2026-09-10'), at('2026-09-20')] }, now)).toBe('meetingsHeld');
  expect(phaseOf(joined, at('2026-12-08'))).toBe('finished');
  expect(phaseOf({ ...joined, evaluated: true }, at('2026-12-20'))).toBe('evaluated');
  expect(phaseOf({ ...joined, endedAt: at('2026-09-20'), evaluated: true }, now)).toBe('left');
});
