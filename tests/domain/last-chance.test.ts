import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeetingAttendance } from '#src/domain/attendance.ts';
import type { HeldMoment } from '#src/domain/expectation.ts';
import { lastChance, lastMomentLead, makeUpNews, onlyMomentLead } from '#src/domain/last-chance.ts';

const now = new Date('2027-02-10T09:00:00Z');
const hour = 3_600_000;
const moment = (hours: number, more: Partial<HeldMoment> = {}): HeldMoment => ({
  id: `m${hours}`,
  meetingId: 'meeting',
  startsAt: new Date(now.getTime() + hours * hour),
  endsAt: new Date(now.getTime() + (hours + 1.5) * hour),
  place: 'Zaal',
  cancelled: false,
  ...more,
});

const attendances = fc.constantFrom<MeetingAttendance | undefined>(
  { state: 'attended', momentId: 'x', on: now },
  { state: 'madeUp', how: 'task', on: now },
  { state: 'absent' },
  { state: 'notRecorded' },
  undefined,
);
const someMoments = fc.array(
  fc
    .record({ hours: fc.integer({ min: -30 * 24, max: 30 * 24 }), cancelled: fc.boolean() })
    .map(({ hours, cancelled }) => moment(hours, { cancelled })),
  { maxLength: 5 },
);

describe('a last chance', () => {
  test('is none for who was there or made it up, and never one of a moment that is off', () => {
    fc.assert(
      fc.property(someMoments, attendances, (moments, attendance) => {
        const chance = lastChance({ moments, attendance }, now);
        if (attendance?.state === 'attended' || attendance?.state === 'madeUp') expect(chance).toBeNull();
        if (chance) expect(chance.moment.cancelled).toBe(false);
      }),
    );
  });

  test('is the only moment ahead, shortly before it; a moment more takes the hurry away', () => {
    fc.assert(
      fc.property(someMoments, attendances, (moments, attendance) => {
        const live = moments.filter((m) => !m.cancelled);
        const ahead = live.filter((m) => m.startsAt > now);
        const chance = lastChance({ moments, attendance }, now);
        if (chance?.kind === 'lastMoment') {
          expect(ahead).toEqual([chance.moment]);
          const days = (chance.moment.startsAt.getTime() - now.getTime()) / (24 * hour);
          expect(days).toBeLessThanOrEqual(live.length > 1 ? lastMomentLead : onlyMomentLead);
          expect(lastChance({ moments: [...moments, moment(25 * 24)], attendance }, now)).toBeNull();
        }
        if (ahead.length > 1) expect(chance).toBeNull();
      }),
    );
  });

  test('offers making up only to who is known to have been away, when all is over and it is still news', () => {
    fc.assert(
      fc.property(someMoments, attendances, (moments, attendance) => {
        const chance = lastChance({ moments, attendance }, now);
        if (chance?.kind !== 'makeUp') return;
        expect(attendance?.state).toBe('absent');
        const live = moments.filter((m) => !m.cancelled);
        expect(live.every((m) => m.endsAt <= now)).toBe(true);
        expect(Math.max(...live.map((m) => m.endsAt.getTime()))).toBe(chance.moment.endsAt.getTime());
        expect(now.getTime() - chance.moment.endsAt.getTime()).toBeLessThanOrEqual(makeUpNews * 24 * hour);
      }),
    );
  });

  test.each<[string, HeldMoment[], MeetingAttendance['state'], string | null]>([
    ['the second of two moments, in five days', [moment(-48), moment(5 * 24)], 'notRecorded', 'lastMoment'],
    ['the second of two moments, in nine days', [moment(-48), moment(9 * 24)], 'absent', null],
    ['the only moment, tomorrow', [moment(24)], 'notRecorded', 'lastMoment'],
    ['the only moment, in five days', [moment(5 * 24)], 'notRecorded', null],
    ['two moments ahead', [moment(24), moment(48)], 'notRecorded', null],
    ['one that is going on', [moment(-1)], 'absent', null],
    ['all over and away', [moment(-72), moment(-48)], 'absent', 'makeUp'],
    ['all over and nobody wrote down who was there', [moment(-48)], 'notRecorded', null],
    ['all over long ago', [moment(-30 * 24)], 'absent', null],
    ['no date at all', [], 'notRecorded', null],
  ])('%s', (_, moments, state, kind) => {
    expect(lastChance({ moments, attendance: { state } as MeetingAttendance }, now)?.kind ?? null).toBe(kind);
  });
});
