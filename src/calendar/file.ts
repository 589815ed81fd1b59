/** Calendar files (RFC 5545): one moment to accept or take out, or all moments of one person. */
import { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus, ICalCalendar } from 'ical-generator';
import type { CalendarMoment, Invitation } from '#src/domain/invitation.ts';
import { comesTwice, DutchDate, zone, zoneRules } from './zone.ts';

const name = 'Baliewijs';

export interface Organiser {
  name: string;
  email: string;
}

/**
 * The file that goes with a mail, as RFC 5546 (iTIP) wants it. Built anew at each try, and the same every time.
 * @param party.organiser who sends the mail: programs trust an invitation only from its organiser
 * @param party.stamp when the invitation was put in
 */
export function invitationFile(invitation: Invitation, party: { organiser: Organiser; email: string; stamp: Date }): string {
  const { method, startsAt, endsAt, attendee, ...rest } = invitation;
  const calendar = emptyCalendar();
  calendar.method(method === 'request' ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL);
  const event = addMoment(calendar, { ...rest, startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, party.stamp);
  event.organizer({ name: oneLine(party.organiser.name), email: party.organiser.email });
  // Nobody reads an answer that a program sends back: who can't come tells the leader.
  event.createAttendee({
    name: oneLine(attendee) || party.email,
    email: party.email,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: false,
  });
  event.status(method === 'request' ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED);
  return ended(calendar);
}

/** The calendar that someone's own program reads now and then. */
export function feedFile(moments: readonly CalendarMoment[], now: Date): string {
  const calendar = emptyCalendar();
  calendar.name(name);
  calendar.x('X-WR-TIMEZONE', zone);
  calendar.ttl(4 * 3600);
  for (const moment of moments) addMoment(calendar, moment, now).status(ICalEventStatus.CONFIRMED);
  return ended(calendar);
}

function emptyCalendar(): ICalCalendar {
  const calendar = new ICalCalendar({ prodId: { company: name, product: 'Bijeenkomsten', language: 'NL' } });
  // Without a zone of the whole calendar: then the generator writes stamps without their zone.
  calendar.timezone({ name: null, generator: zoneRules });
  return calendar;
}

function addMoment(calendar: ICalCalendar, moment: CalendarMoment, stamp: Date) {
  const place = oneLine(moment.place);
  const onDutchClock = !comesTwice(moment.startsAt) && !comesTwice(moment.endsAt);
  return calendar.createEvent({
    id: oneLine(moment.uid),
    sequence: moment.sequence,
    stamp,
    start: new DutchDate(moment.startsAt),
    end: new DutchDate(moment.endsAt),
    timezone: onDutchClock ? zone : null,
    summary: oneLine(moment.title),
    location: place === '' ? null : { title: place },
    description: { plain: oneLine(moment.text) },
    url: moment.link,
  });
}

/** What people type holds no line of its own in a calendar. */
const oneLine = (text: string) => text.replaceAll(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();

/** Every line of a calendar ends, the last one too. */
const ended = (calendar: ICalCalendar) => `${calendar.toString()}\r\n`;
