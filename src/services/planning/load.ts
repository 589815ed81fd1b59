import type { Queryable } from '#src/db/client.ts';
import { listWishes } from '#src/db/queries/planning.ts';
import { findRule, listMeetings, listMoments } from '#src/db/queries/rule.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { moduleWishes, restsOn, type ModuleWish } from '#src/domain/plan-dates.ts';
import { shiftDay } from '#src/domain/holiday.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';

export interface MeetingToRead {
  id: string;
  nr: number;
  title: string;
  /** How long the meeting takes. */
  minutes: number;
  moments: Awaited<ReturnType<typeof listMoments>>;
  /** The day of its first moment that is on (YYYY-MM-DD); null without a date. */
  on: string | null;
  /** The modules that it rests on, with the minutes that their lessons take. */
  modules: { id: string; number: number; title: string; minutes: number }[];
}

/** The meetings that the group asks, in order, with their dates and the modules they rest on. */
export async function loadPlanning(db: Queryable, ctx: Context, group: ReachedGroup) {
  const course = ctx.catalogue.courses.get(group.courseId);
  const [rule, all, wishes] = await Promise.all([findRule(db, group.id), listMeetings(db, group.id), listWishes(db, group.id)]);
  const asked = (rule?.meetingIds ?? []).flatMap((id) => all.find((m) => m.id === id && m.cancelledAt === null) ?? []);
  const moments = await listMoments(
    db,
    asked.map((m) => m.id),
  );
  const shares = course ? restsOn(course, rule?.moduleIds ?? [], asked) : new Map<string, string[]>();
  const moduleOf = (id: string) => {
    const module = ctx.catalogue.modules.get(id);
    return { id, number: module?.number ?? 0, title: module?.title ?? id, minutes: module?.minutes ?? 0 };
  };
  const meetings = asked.map((meeting): MeetingToRead => {
    const own = moments.filter((m) => m.meetingId === meeting.id);
    const first = own.find((m) => m.cancelledAt === null);
    return {
      id: meeting.id,
      nr: meeting.nr,
      title: meeting.title,
      minutes: course?.meetings.find((t) => t.id === meeting.templateId)?.minutes ?? 90,
      moments: own,
      on: first ? wallClock(first.startsAt).day : null,
      modules: (shares.get(meeting.id) ?? []).map(moduleOf),
    };
  });
  return { course, meetings, modules: (rule?.moduleIds ?? []).map(moduleOf), wishes };
}

/** By when to have read what each meeting with a date rests on. */
export function wishesFor(ctx: Context, meetings: readonly MeetingToRead[]): ModuleWish[] {
  const today = wallClock(ctx.now).day;
  let from = today;
  return meetings.flatMap(({ on, modules }) => {
    if (on === null) return [];
    const wishes = on > today ? moduleWishes(from < on ? from : shiftDay(on, -1), on, modules) : [];
    from = on > today ? on : today;
    return wishes;
  });
}
