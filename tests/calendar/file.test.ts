import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { feedFile, invitationFile } from '#src/calendar/file.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import type { CalendarMoment, Invitation } from '#src/domain/invitation.ts';

const minute = 60_000;
const stamp = new Date('2027-01-05T08:00:00Z');
const party = { organiser: { name: 'Baliewijs', email: 'noreply@baliewijs.example' }, email: 'noor@duinrand.example', stamp };

const invitation = (more: Partial<Invitation> = {}): Invitation => ({
  method: 'request',
  uid: 'abc@baliewijs.example',
  sequence: 0,
  startsAt: '2027-02-16T08:00:00.000Z',
  endsAt: '2027-02-16T09:30:00.000Z',
  place: 'Vestiging Centrum',
  title: 'Kick-off',
  text: 'Bijeenkomst van je groep.',
  link: 'https://leren.example/bijeenkomsten',
  attendee: 'Noor Bakker',
  ...more,
});

interface Read {
  event: ICAL.Event;
  component: ICAL.Component;
  calendar: ICAL.Component;
}

/** Read back by someone else's reader, with the zone as this very file explains it. */
function read(file: string): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(file) as never);
  return calendar
    .getAllSubcomponents('vevent')
    .map((component) => ({ calendar, component, event: new ICAL.Event(component, { strictExceptions: true }) }));
}
function readOne(file: string): Read {
  const [only, ...more] = read(file);
  if (!only || more.length > 0) throw new Error('not one event');
  return only;
}
const values = (component: ICAL.Component, name: string) => component.getFirstPropertyValue(name)?.toString() ?? null;

/** Any minute of these years, and often one around a night in which the clock changes. */
const changes = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2031-03-30', '2031-10-26'];
const anyMoment = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2037, 0) }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -6 * 60, max: 30 * 60 }))
    .map(([day, offset]) => new Date(`${day}T00:00:00Z`).getTime() + offset * minute),
);
const anyPeriod = fc.tuple(anyMoment, fc.integer({ min: 1, max: 8 * 60 })).map(([at, minutes]) => {
  const startsAt = new Date(Math.floor(at / minute) * minute);
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * minute) };
});

describe('an invitation', () => {
  test('means the same moment to whoever reads it, also around both changes of the clock', () => {
    fc.assert(
      fc.property(anyPeriod, ({ startsAt, endsAt }) => {
        const file = invitationFile(invitation({ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }), party);
        const { event } = readOne(file);
        expect(event.startDate.toJSDate()).toEqual(startsAt);
        expect(event.endDate.toJSDate()).toEqual(endsAt);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['summer', '2027-07-01T07:00:00Z', '20270701T090000'],
    ['winter', '2027-01-05T08:00:00Z', '20270105T090000'],
    ['the morning after the clock went forward', '2027-03-28T07:00:00Z', '20270328T090000'],
    ['the morning after it went back', '2027-10-31T08:00:00Z', '20271031T090000'],
  ])('says the hour on a Dutch clock in %s, whatever clock the server has', (_, startsAt, said) => {
    const zone = process.env.TZ;
    try {
      for (const other of ['UTC', 'America/New_York', 'Pacific/Auckland']) {
        process.env.TZ = other;
        const endsAt = new Date(new Date(startsAt).getTime() + 90 * minute).toISOString();
        const file = invitationFile(invitation({ startsAt, endsAt }), party);
        expect(file).toContain(`DTSTART;TZID=Europe/Amsterdam:${said}\r\n`);
        expect(file).toContain('DTSTAMP:20270105T080000Z\r\n');
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('in the hour that comes twice says which of the two it means', () => {
    for (const startsAt of ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z']) {
      expect(wallClock(new Date(startsAt)).time).toBe('02:30');
      const { event } = readOne(invitationFile(invitation({ startsAt, endsAt: '2027-10-31T03:00:00Z' }), party));
      expect(event.startDate.toJSDate()).toEqual(new Date(startsAt));
    }
  });

  test('asks and takes back under one UID with a rising SEQUENCE, from who sends the mail to who gets it', () => {
    const asked = readOne(invitationFile(invitation(), party));
    const moved = readOne(invitationFile(invitation({ sequence: 1, place: 'Zaal boven' }), party));
    const off = readOne(invitationFile(invitation({ sequence: 2, method: 'cancel' }), party));
    expect([asked, moved, off].map((x) => values(x.calendar, 'method'))).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect([asked, moved, off].map((x) => values(x.component, 'status'))).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
    expect(new Set([asked, moved, off].map((x) => x.event.uid))).toEqual(new Set(['abc@baliewijs.example']));
    expect([asked, moved, off].map((x) => x.event.sequence)).toEqual([0, 1, 2]);
    expect(moved.event.location).toBe('Zaal boven');
    for (const { event } of [asked, moved, off]) {
      expect(event.organizer.toLowerCase()).toBe('mailto:noreply@baliewijs.example');
      expect(event.attendees.map((a) => a.getFirstValue()?.toString().toLowerCase())).toEqual(['mailto:noor@duinrand.example']);
      expect(event.attendees[0]?.getFirstParameter('rsvp')).toBe('FALSE');
    }
  });

  test('keeps what people typed to itself: no line of its own, nothing lost', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });
    const clean = (typed: string) => typed.replaceAll(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
    fc.assert(
      fc.property(text, text, text, (title, place, attendee) => {
        const file = invitationFile(invitation({ title, place, attendee }), party);
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const { event } = readOne(file);
        expect(event.summary).toBe(clean(title));
        expect(event.location ?? '').toBe(clean(place));
        expect(event.attendees).toHaveLength(1);
      }),
      { examples: [[' ', ' ', ' ']] },
    );
    const evil = 'Zaal\r\nATTENDEE:mailto:ander@elders.example\nEND:VEVENT';
    const { event, calendar } = readOne(invitationFile(invitation({ title: evil, place: evil, attendee: evil }), party));
    expect(event.attendees).toHaveLength(1);
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
  });
});

describe('a feed', () => {
  const moment = (n: number, startsAt: Date): CalendarMoment => {
    const { method: _method, attendee: _attendee, ...rest } = invitation();
    return { ...rest, uid: `${n}@baliewijs.example`, startsAt, endsAt: new Date(startsAt.getTime() + 90 * minute) };
  };

  test('holds the moments and nobody’s name, and is a calendar also when it is empty', () => {
    fc.assert(
      fc.property(fc.array(anyPeriod, { maxLength: 8 }), (periods) => {
        const events = read(
          feedFile(
            periods.map((p, n) => ({ ...moment(n, p.startsAt), endsAt: p.endsAt })),
            stamp,
          ),
        );
        expect(events.map((e) => e.event.startDate.toJSDate())).toEqual(periods.map((p) => p.startsAt));
        expect(events.map((e) => e.event.endDate.toJSDate())).toEqual(periods.map((p) => p.endsAt));
      }),
    );
    const file = feedFile([moment(1, stamp)], stamp);
    expect(file).not.toMatch(/ATTENDEE|ORGANIZER|METHOD/);
    expect(feedFile([], stamp)).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  });
});
