/** What the weekly mail says to one person; nothing is said when there is nothing new. */
import { counts, type MeetingAttendance } from './attendance.ts';
import { fullPeriod, longDay, wallClock } from './calendar-day.ts';
import { count } from './dutch.ts';
import type { HeldMoment } from './expectation.ts';

const day = 86_400_000;
/** Days ahead in which a meeting is worth a line. */
export const meetingDays = 14;
/** Days before and after a wish date in which a module is. */
export const wishDays = 7;
/** Days in which a reply or an absence is news: one week, since the mail comes once a week. */
export const newsDays = 7;

export interface OwnGroupFacts {
  name: string;
  meetings: readonly {
    title: string;
    moments: readonly HeldMoment[];
    attendance: MeetingAttendance | undefined;
    /** Where this person is expected; null where nobody said. */
    expectedAt: string | null;
    /** An absence was written down within the week. */
    absenceIsNew: boolean;
  }[];
  /** Modules with a wish date that are not passed. */
  wishes: readonly { number: number | null; title: string; day: string }[];
  /** "module 3 en bijeenkomst 2", or null when everything is done. */
  missing: string | null;
}

export interface LedMoment {
  groupName: string;
  title: string;
  moment: HeldMoment;
}

/** What waits in a pilot: of an adviser, or of a specialist of a library that takes part. */
export type PilotLine =
  | { kind: 'talk'; about: string; startsAt: Date; endsAt: Date; place: string }
  | { kind: 'agreement'; pilotName: string; body: string; due: string };

/** Lines by part of the mail, each a whole sentence. */
export interface Overview {
  meetings: string[];
  modules: string[];
  replies: string[];
  missing: string[];
  leading: string[];
  questions: string[];
}

export function weekOverview(
  facts: {
    groups: readonly OwnGroupFacts[];
    replies: number;
    leads: readonly LedMoment[];
    questions: readonly string[];
    pilots?: readonly PilotLine[];
  },
  now: Date,
): Overview | null {
  const overview: Overview = {
    meetings: [],
    modules: [],
    replies: [],
    missing: [],
    leading: [],
    questions: [...facts.questions],
  };
  for (const group of facts.groups) {
    const meetings = group.meetings.flatMap((m) => meetingLine(m, now) ?? []);
    const modules = group.wishes.flatMap((wish) => wishLine(wish, now) ?? []);
    const absent = group.meetings.some((m) => m.absenceIsNew && m.attendance?.state === 'absent');
    overview.meetings.push(...meetings);
    overview.modules.push(...modules);
    // What is missing never makes a mail by itself: only what changed does.
    if (group.missing && (meetings.length + modules.length > 0 || absent))
      overview.missing.push(
        `Voor je certificaat of bewijs in de groep ‘${group.name}’ mis je nog: ${group.missing}.${
          absent ? ' Een bijeenkomst waar je niet bij was, kun je inhalen. Vraag je begeleider hoe.' : ''
        }`,
      );
  }
  if (facts.replies > 0)
    overview.replies.push(
      `Je kreeg ${count(facts.replies, 'reactie', 'reacties')} op ${facts.replies === 1 ? 'een praktijkopdracht' : 'je praktijkopdrachten'}.`,
    );
  for (const { groupName, title, moment } of facts.leads)
    if (!moment.cancelled && isSoon(moment, newsDays, now))
      overview.leading.push(
        `Je begeleidt ‘${title}’ van de groep ‘${groupName}’ op ${fullPeriod(moment.startsAt, moment.endsAt)}. Plaats: ${moment.place}.`,
      );
  overview.leading.push(...(facts.pilots ?? []).map((line) => pilotLine(line, now)));
  return Object.values(overview).some((lines: string[]) => lines.length > 0) ? overview : null;
}

const isSoon = (moment: HeldMoment, days: number, now: Date) =>
  moment.startsAt > now && moment.startsAt.getTime() - now.getTime() <= days * day;

function pilotLine(line: PilotLine, now: Date): string {
  if (line.kind === 'talk')
    return `Je hebt een gesprek over de pilot op ${fullPeriod(line.startsAt, line.endsAt)}. Het gaat over: ${line.about}. Plaats: ${line.place}.`;
  const { pilotName, body, due } = line;
  const past = due < wallClock(now).day;
  return `In de pilot ‘${pilotName}’ pak jij dit op: ${body} ${past ? `De dag was ${longDay(due)}.` : `Klaar op ${longDay(due)}.`}`;
}

function meetingLine(meeting: OwnGroupFacts['meetings'][number], now: Date): string | null {
  if (counts(meeting.attendance)) return null;
  const ahead = meeting.moments.filter((m) => !m.cancelled && m.startsAt > now);
  const own = ahead.find((m) => m.id === meeting.expectedAt);
  if (own)
    return isSoon(own, meetingDays, now)
      ? `Je bijeenkomst ‘${meeting.title}’ is op ${fullPeriod(own.startsAt, own.endsAt)}. Plaats: ${own.place}.`
      : null;
  if (!ahead.some((m) => isSoon(m, meetingDays, now))) return null;
  return ahead.length === 1
    ? `Voor de bijeenkomst ‘${meeting.title}’ is er een moment, maar jij staat nog niet op de lijst. Zeg tegen je begeleider of je komt.`
    : `Voor de bijeenkomst ‘${meeting.title}’ zijn er ${count(ahead.length, 'moment', 'momenten')}. Zeg tegen je begeleider wanneer je komt.`;
}

function wishLine({ number, title, day: wish }: OwnGroupFacts['wishes'][number], now: Date): string | null {
  const days = Math.round(
    (new Date(`${wish}T12:00:00Z`).getTime() - new Date(`${wallClock(now).day}T12:00:00Z`).getTime()) / day,
  );
  if (Math.abs(days) > wishDays) return null;
  const module = number === null ? `de module ‘${title}’` : `module ${number} ‘${title}’`;
  return days >= 0
    ? `Je groep wil ${module} klaar hebben op ${longDay(wish)}. Dat is een wens, geen plicht.`
    : `Je groep wilde ${module} klaar hebben op ${longDay(wish)}. Later mag ook.`;
}
