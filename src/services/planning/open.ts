import { dayDate, fromWallClock, fullPeriod, isDay, longDay, wallClock } from '#src/domain/calendar-day.ts';
import { capital, count, enumerate } from '#src/domain/dutch.ts';
import { proposeDates } from '#src/domain/plan-dates.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { newId } from '../new-id.ts';
import { loadPlanning, wishesFor, type MeetingToRead } from './load.ts';

export interface PlanningPage {
  groupId: string;
  groupName: string;
  courseTitle: string;
  open: boolean;
  practice: boolean;
  /** What the proposals start from, as the form shows it; null when the first meeting has a date. */
  start: { day: string; begin: string; place: string; error: string | null } | null;
  meetings: PlanningMeeting[];
  /** Are there dates to save? */
  proposes: boolean;
  wishes: { id: string; number: number; title: string; day: string; hint: string }[];
  clientKey: string;
}

export interface PlanningMeeting {
  nr: number;
  title: string;
  href: string;
  /** "Rust op module 1, 2 en 3: samen 110 minuten lezen." */
  rests: string;
  planned: string[];
  proposal: { day: string; start: string; end: string; place: string; note: string } | null;
}

/**
 * The dates of a group: those that stand, and a proposal for the others from the day of the first.
 * @param given `start` (a day), `begin` (an hour) and `plaats`, as the address carries them
 */
export async function openPlanning(
  ctx: Context,
  input: { groupId: string; given: Readonly<Record<string, string>> },
): Promise<PlanningPage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { course, meetings, modules, wishes } = await loadPlanning(ctx.db, ctx, group);
  const { start, from } = startOf(ctx, meetings, input.given);
  const dates = from === null ? [] : proposeDates(from.day, meetings.map(toPropose));
  const suggested = new Map(wishesFor(ctx, meetings).map((w) => [w.moduleId, w.day]));
  return {
    groupId: group.id,
    groupName: group.name,
    courseTitle: course?.title ?? group.courseId,
    open: group.closedAt === null,
    practice: group.kind === 'practice',
    start,
    meetings: meetings.map((meeting) => {
      const date = dates.find((d) => d.meetingId === meeting.id);
      return {
        nr: meeting.nr,
        title: meeting.title,
        href: meetingPath(group.id, meeting.nr),
        rests: restsText(meeting),
        planned: meeting.moments
          .filter((m) => m.cancelledAt === null)
          .map((m) => `${fullPeriod(m.startsAt, m.endsAt)}, ${m.place}`),
        proposal:
          meeting.on === null && date && from
            ? {
                day: date.day,
                start: from.begin,
                end: laterBy(from.begin, meeting.minutes),
                place: from.place,
                note: noteOf(date.moved, date.weeks),
              }
            : null,
      };
    }),
    proposes: dates.length > 0 && meetings.some((m) => m.on === null),
    wishes: modules.map((module) => {
      const at = meetings.find((m) => m.modules.some((x) => x.id === module.id));
      const proposed = suggested.get(module.id);
      return {
        id: module.id,
        number: module.number,
        title: module.title,
        day: wishes.get(module.id) ?? '',
        hint: [
          at ? `Voor bijeenkomst ${at.nr}${at.on ? ` (${dayDate(noonOf(at.on))})` : ''}.` : '',
          proposed ? `Voorstel: ${longDay(proposed)}.` : '',
        ]
          .filter(Boolean)
          .join(' '),
      };
    }),
    clientKey: newId(),
  };
}

const toPropose = (meeting: MeetingToRead) => ({
  id: meeting.id,
  minutes: meeting.modules.reduce((sum, m) => sum + m.minutes, 0),
  on: meeting.on,
});

/** From where to count: the first meeting's own date, or what was typed. */
function startOf(ctx: Context, meetings: readonly MeetingToRead[], given: Readonly<Record<string, string>>) {
  const first = meetings[0];
  const known = meetings.flatMap((m) => m.moments.filter((x) => x.cancelledAt === null))[0];
  const begin = timeOf(given.begin) ?? (known ? wallClock(known.startsAt).time : '09:00');
  const place =
    (given.plaats ?? '')
      .replaceAll(/[\u0000-\u001f\u007f]/g, ' ')
      .trim()
      .slice(0, 120) ||
    (known?.place ?? '');
  if (first?.on) return { start: null, from: { day: first.on, begin, place } };
  const day = given.start ?? '';
  const today = wallClock(ctx.now).day;
  const error =
    day === ''
      ? null
      : !isDay(day)
        ? 'Deze dag bestaat niet. Kijk de datum na.'
        : day < today
          ? 'Deze dag is al geweest. Kies een dag die nog komt.'
          : day > `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`
            ? 'Deze dag is meer dan twee jaar hier vandaan. Kijk het jaar na.'
            : null;
  const start = { day, begin, place, error };
  return { start, from: day !== '' && error === null && first ? { day, begin, place } : null };
}

const timeOf = (text: string | undefined) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text ?? '') ? text : undefined);
const noonOf = (day: string) => fromWallClock(day, '12:00') ?? new Date(`${day}T12:00:00Z`);

/** A meeting ends on its own day. */
function laterBy(time: string, minutes: number): string {
  const [h = 0, m = 0] = time.split(':').map(Number);
  const at = Math.min(h * 60 + m + minutes, 23 * 60 + 59);
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

function restsText({ modules }: MeetingToRead): string {
  if (modules.length === 0) return 'Hiervoor hoeft niemand iets te lezen.';
  const minutes = modules.reduce((sum, m) => sum + m.minutes, 0);
  const which = `${modules.length === 1 ? 'module' : 'modules'} ${enumerate(modules.map((m) => String(m.number)))}`;
  return `Rust op ${which}: ${modules.length === 1 ? '' : 'samen '}${minutes} minuten lezen.`;
}

function noteOf(moved: string | null, weeks: number): string {
  const parts = [
    weeks > 0 ? `${capital(count(weeks, 'week', 'weken'))} na de vorige: dan is er tijd om te lezen.` : '',
    moved ? `Een andere dag, want anders viel het op ${moved}.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}
