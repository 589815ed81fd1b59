import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wallClock } from '#src/domain/calendar-day.ts';
import type { HeldMoment } from '#src/domain/expectation.ts';
import { hourDue, isOverviewDay, mondayOf, overviewDue } from '#src/domain/reminder-time.ts';
import { weekOverview, type OwnGroupFacts } from '#src/domain/week-overview.ts';

const now = new Date('2027-02-08T06:00:00Z');
const day = 86_400_000;
const moment = (days: number, more: Partial<HeldMoment> = {}): HeldMoment => ({
  id: `m${days}`,
  meetingId: 'meeting',
  startsAt: new Date(now.getTime() + days * day),
  endsAt: new Date(now.getTime() + days * day + 5_400_000),
  place: 'Zaal boven',
  cancelled: false,
  ...more,
});
const group = (more: Partial<OwnGroupFacts> = {}): OwnGroupFacts => ({
  name: 'Duinrand, najaar',
  meetings: [],
  wishes: [],
  missing: 'module 3 en bijeenkomst 2',
  ...more,
});
const meeting = (more: Partial<OwnGroupFacts['meetings'][number]> = {}): OwnGroupFacts['meetings'][number] => ({
  title: 'Kick-off',
  moments: [moment(3)],
  attendance: { state: 'notRecorded' },
  expectedAt: 'm3',
  absenceIsNew: false,
  ...more,
});
const say = (...groups: OwnGroupFacts[]) => weekOverview({ groups, replies: 0, questions: [], leads: [] }, now);

describe('the weekly mail', () => {
  test('is silent when nothing is new, however much is missing', () => {
    expect(say(group())).toBeNull();
    expect(say(group({ meetings: [meeting({ moments: [moment(20)], expectedAt: 'm20' })] }))).toBeNull();
    expect(say(group({ meetings: [meeting({ attendance: { state: 'attended', momentId: 'm3', on: now } })] }))).toBeNull();
    expect(say(group({ meetings: [meeting({ moments: [moment(-3)], attendance: { state: 'absent' } })] }))).toBeNull();
  });

  test('says when and where, and what is missing along with it', () => {
    expect(say(group({ meetings: [meeting()] }))).toMatchObject({
      meetings: ['Je bijeenkomst ‘Kick-off’ is op donderdag 11 februari 2027, 7 uur tot 8.30 uur. Plaats: Zaal boven.'],
      missing: ['Voor je certificaat of bewijs in de groep ‘Duinrand, najaar’ mis je nog: module 3 en bijeenkomst 2.'],
    });
  });

  test('asks who stands nowhere to choose', () => {
    const moments = [moment(3), moment(20)];
    expect(say(group({ meetings: [meeting({ moments, expectedAt: null })] }))?.meetings).toEqual([
      'Voor de bijeenkomst ‘Kick-off’ zijn er twee momenten. Zeg tegen je begeleider wanneer je komt.',
    ]);
    expect(say(group({ meetings: [meeting({ expectedAt: null })] }))?.meetings[0]).toContain('staat nog niet op de lijst');
  });

  test('names a wish date around its day, and never as a duty', () => {
    const wish = (on: string) => say(group({ wishes: [{ number: 2, title: 'Onze activiteiten', day: on }] }))?.modules;
    expect(wish('2027-02-12')).toEqual([
      'Je groep wil module 2 ‘Onze activiteiten’ klaar hebben op 12 februari 2027. Dat is een wens, geen plicht.',
    ]);
    expect(wish('2027-02-04')).toEqual([
      'Je groep wilde module 2 ‘Onze activiteiten’ klaar hebben op 4 februari 2027. Later mag ook.',
    ]);
    expect(wish('2027-02-16')).toBeUndefined();
    expect(wish('2027-01-31')).toBeUndefined();
  });

  test('speaks of making up in the week in which an absence was written down, and not after', () => {
    const away = (absenceIsNew: boolean) =>
      say(
        group({
          meetings: [meeting({ moments: [moment(-2)], expectedAt: null, attendance: { state: 'absent' }, absenceIsNew })],
        }),
      );
    expect(away(true)?.missing[0]).toContain('kun je inhalen');
    expect(away(false)).toBeNull();
  });

  test('tells leaders of their own week, and everyone of replies', () => {
    const leads = [moment(3), moment(9), moment(2, { cancelled: true })].map((m) => ({ groupName: 'G', title: 'T', moment: m }));
    const overview = weekOverview({ groups: [], replies: 2, leads, questions: [] }, now);
    expect(overview?.leading).toHaveLength(1);
    expect(overview?.replies).toEqual(['Je kreeg twee reacties op je praktijkopdrachten.']);
  });
});

describe('the hours of reminders', () => {
  const anyTime = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2031-01-01T00:00:00Z'), noInvalidDate: true });

  test('are by day on a Dutch clock, also around a change of the clock', () => {
    fc.assert(
      fc.property(anyTime, (at) => {
        const { day: today, time } = wallClock(at);
        expect(hourDue(at)).toBe(time >= '07:00' && time < '20:00' ? `${today} ${time.slice(0, 2)}` : null);
      }),
    );
  });

  test('the overview is due on Monday morning, or on Tuesday when Monday was missed, for the week of that Monday', () => {
    fc.assert(
      fc.property(anyTime, (at) => {
        const week = overviewDue(at);
        const weekday = new Date(`${wallClock(at).day}T12:00:00Z`).getUTCDay();
        expect(isOverviewDay(at)).toBe(weekday === 1);
        if (week === null) return;
        expect([1, 2]).toContain(weekday);
        expect(week).toBe(mondayOf(at));
        expect(new Date(`${week}T12:00:00Z`).getUTCDay()).toBe(1);
      }),
    );
    expect(overviewDue(new Date('2027-02-08T05:59:00Z'))).toBeNull();
    expect(overviewDue(new Date('2027-02-08T06:00:00Z'))).toBe('2027-02-08');
    expect(overviewDue(new Date('2027-02-09T12:00:00Z'))).toBe('2027-02-08');
    expect(overviewDue(new Date('2027-02-10T12:00:00Z'))).toBeNull();
  });
});
