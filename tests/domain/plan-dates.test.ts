import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '#src/catalogue/read.ts';
import { daysBetween, dayOff, easter, holidaysOf, shiftDay, weekdayOf, workingDay } from '#src/domain/holiday.ts';
import { moduleWishes, moveWishes, proposeDates, restsOn, weeksFor } from '#src/domain/plan-dates.ts';

const course = readCatalogue(process.cwd()).courses.get('frontoffice');
if (!course) throw new Error('the course frontoffice is missing');
const templates = course.meetings.map((t) => ({ id: t.id, templateId: t.id }));
const day = fc.integer({ min: 0, max: 20_000 }).map((n) => shiftDay('2020-01-01', n));

test.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('Easter of %i is on %s', (year, sunday) => expect(easter(year)).toBe(sunday));

test('Easter is a Sunday between 22 March and 25 April, every year', () => {
  for (let year = 1900; year <= 2299; year++) {
    const sunday = easter(year);
    expect(weekdayOf(sunday)).toBe(0);
    expect(sunday >= `${year}-03-22` && sunday <= `${year}-04-25`).toBe(true);
  }
});

test('the public holidays of 2027, and Koningsdag on a Saturday where the 27th is a Sunday', () => {
  expect(Object.fromEntries(holidaysOf(2027))).toEqual({
    '2027-01-01': 'nieuwjaarsdag',
    '2027-03-26': 'Goede Vrijdag',
    '2027-03-28': 'eerste paasdag',
    '2027-03-29': 'tweede paasdag',
    '2027-04-27': 'Koningsdag',
    '2027-05-05': 'Bevrijdingsdag',
    '2027-05-06': 'Hemelvaartsdag',
    '2027-05-16': 'eerste pinksterdag',
    '2027-05-17': 'tweede pinksterdag',
    '2027-12-25': 'eerste kerstdag',
    '2027-12-26': 'tweede kerstdag',
  });
  expect(holidaysOf(2025).get('2025-04-26')).toBe('Koningsdag');
  expect(dayOff('2025-04-27')).toBe('een zondag');
});

test('a working day is never off, and never earlier than what was asked', () => {
  fc.assert(
    fc.property(day, (asked) => {
      const found = workingDay(asked);
      expect(dayOff(found)).toBeNull();
      expect(daysBetween(asked, found)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(asked, found)).toBeLessThanOrEqual(5);
      if (dayOff(asked) === null) expect(found).toBe(asked);
    }),
  );
});

test('proposed dates are working days in order, with time to read before each, on the weekday of the first unless that is off', () => {
  fc.assert(
    fc.property(day, fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 }), (first, minutes) => {
      const dates = proposeDates(
        first,
        minutes.map((m, i) => ({ id: String(i), minutes: m })),
      );
      expect(dates).toHaveLength(minutes.length);
      for (const [i, date] of dates.entries()) {
        expect(dayOff(date.day)).toBeNull();
        const before = dates[i - 1];
        if (!before) continue;
        const apart = daysBetween(before.day, date.day);
        expect(apart).toBeGreaterThan(7);
        expect(date.weeks).toBe(weeksFor(minutes[i] ?? 0));
        expect(date.weeks * 30 >= (minutes[i] ?? 0) || date.weeks === 10).toBe(true);
        if (date.moved === null) expect(weekdayOf(date.day)).toBe(weekdayOf(dates[0]?.day ?? ''));
      }
    }),
  );
});

test('a date that falls on a holiday moves, and the next ones keep their weekday', () => {
  const dates = proposeDates('2027-03-15', [
    { id: 'a', minutes: 0 },
    { id: 'b', minutes: 60 },
    { id: 'c', minutes: 0 },
  ]);
  expect(dates.map((d) => [d.day, d.moved])).toEqual([
    ['2027-03-15', null],
    ['2027-03-30', 'tweede paasdag'],
    ['2027-04-12', null],
  ]);
});

test('with all modules chosen, meeting 2 rests on modules 1 to 4 and meeting 3 on 5 and 6', () => {
  const shares = restsOn(course, course.modules, templates);
  expect(shares.get('fo-kickoff')).toEqual([]);
  expect(shares.get('fo-locatie')).toEqual(course.modules.slice(0, 4));
  expect(shares.get('fo-rol')).toEqual(course.modules.slice(4));
});

test('a group that chose modules of one part only divides them over its later meetings', () => {
  const shares = restsOn(course, course.modules.slice(0, 3), templates);
  expect([...shares.values()].map((s) => s.length)).toEqual([0, 2, 1]);
  expect([...restsOn(course, course.modules.slice(4), templates).values()].map((s) => s.length)).toEqual([0, 1, 1]);
});

test('a meeting of the group’s own changes nothing for those of the course, and counts where there are no others', () => {
  const own = { id: 'own', templateId: null };
  expect(restsOn(course, course.modules, [...templates, own]).get('own')).toEqual([]);
  const shares = restsOn(course, course.modules, [own, { id: 'own2', templateId: null }]);
  expect(shares.get('own')).toEqual([]);
  expect(shares.get('own2')).toEqual(course.modules);
});

test('whatever is chosen: no module is in two shares, the order is that of the course, and all are there when the last meeting is', () => {
  fc.assert(
    fc.property(fc.subarray(course.modules), fc.subarray(templates), (modules, meetings) => {
      const all = [...restsOn(course, modules, meetings).values()].flat();
      expect(all).toEqual(course.modules.filter((id) => all.includes(id)));
      if (meetings.some((m) => m.id === 'fo-rol')) expect(all).toEqual(course.modules.filter((id) => modules.includes(id)));
    }),
  );
});

test('wishes rise, start after the meeting before and end before the meeting itself', () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 2, max: 80 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
      (from, days, minutes) => {
        const meeting = shiftDay(from, days);
        const wishes = moduleWishes(
          from,
          meeting,
          minutes.map((m, i) => ({ id: String(i), minutes: m })),
        );
        expect(wishes.at(-1)?.day).toBe(shiftDay(meeting, -1));
        for (const [i, wish] of wishes.entries()) {
          expect(wish.day >= from && wish.day < meeting).toBe(true);
          if (i > 0) expect(wish.day >= (wishes[i - 1]?.day ?? '')).toBe(true);
        }
      },
    ),
  );
});

describe('wishes that go along with a meeting', () => {
  const wish = (day: string, moduleId = 'm') => ({ moduleId, day });
  const today = '2027-02-10';

  test.each([
    ['as many days later', '2027-02-23', '2027-03-02', '2027-03-09', '2027-03-02'],
    ['as many days earlier', '2027-02-23', '2027-03-02', '2027-02-26', '2027-02-19'],
    ['on the next working day, when that is not too late', '2027-02-18', '2027-03-02', '2027-03-04', '2027-02-22'],
    ['on the last working day before the meeting otherwise', '2027-02-28', '2027-03-01', '2027-03-08', '2027-03-05'],
    ['around a holiday', '2027-03-01', '2027-03-09', '2027-04-06', '2027-03-30'],
    ['no earlier than today', '2027-02-15', '2027-03-02', '2027-02-16', '2027-02-10'],
    ['on the day itself where it was', '2027-03-02', '2027-03-02', '2027-03-04', '2027-03-04'],
  ])('%s', (_, day, from, to, moved) => {
    expect(moveWishes([wish(day)], { from, to }, today)).toEqual([{ moduleId: 'm', day: moved, before: day }]);
  });

  test.each([
    ['one that was set for after the meeting', '2027-03-03', '2027-03-02', '2027-03-09'],
    ['any, when the meeting stays on its day', '2027-02-23', '2027-03-02', '2027-03-02'],
    ['any, when the meeting was held already', '2027-02-23', '2027-03-02', '2027-02-09'],
    ['one that is over while the meeting comes earlier', '2027-02-08', '2027-03-02', '2027-02-25'],
  ])('but not %s', (_, day, from, to) => {
    expect(moveWishes([wish(day)], { from, to }, today)).toEqual([]);
  });

  test('whatever moves: not before today, not past the meeting, in the same order, and on a working day where there is one', () => {
    const ahead = fc.integer({ min: -40, max: 200 });
    fc.assert(
      fc.property(day, ahead, ahead, fc.array(ahead, { minLength: 1, maxLength: 8 }), (now, from, to, days) => {
        const meeting = { from: shiftDay(now, from), to: shiftDay(now, to) };
        const wishes = days.sort((a, b) => a - b).map((n, i) => wish(shiftDay(now, n), String(i)));
        const moved = moveWishes(wishes, meeting, now);
        for (const { day: to, before } of moved) {
          expect(before <= meeting.from).toBe(true);
          expect(to >= now && to <= meeting.to).toBe(true);
          const room = Array.from({ length: daysBetween(now, meeting.to) }, (_, i) => shiftDay(now, i));
          if (room.some((d) => dayOff(d) === null)) expect(dayOff(to)).toBeNull();
        }
        const after = wishes.filter((w) => w.day <= meeting.from && moved.some((m) => m.moduleId === w.moduleId));
        const order = after.map((w) => moved.find((m) => m.moduleId === w.moduleId)?.day ?? '');
        expect([...order].sort()).toEqual(order);
      }),
    );
  });
});
