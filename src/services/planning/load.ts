import type { Queryable } from '#src/db/client.ts';
import { listWishes } from '#src/db/queries/planning.ts';
import { findRule, listMeetings, listMoments } from '#src/db/queries/rule.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { moduleWishes, moveWishes, restsOn, type ModuleWish } from '#src/domain/plan-dates.ts';
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

export interface TiedWish extends ModuleWish {
  /** Of the module. */
  number: number;
}

/**
 * The wishes that hang on a moment: of the modules that its meeting rests on, when it is the meeting's first.
 * @param toDay only those that go along when it moves to this day, with their new one
 */
export async function wishesOn(
  db: Queryable,
  ctx: Context,
  at: { group: ReachedGroup; meetingId: string; momentId: string; toDay?: string },
): Promise<TiedWish[]> {
  const { meetings, wishes } = await loadPlanning(db, ctx, at.group);
  const meeting = meetings.find((m) => m.id === at.meetingId);
  const first = meeting?.moments.find((m) => m.cancelledAt === null);
  if (!meeting?.on || first?.id !== at.momentId) return [];
  const { on, modules } = meeting;
  const tied = modules.flatMap(({ id, number }) => {
    const day = wishes.get(id);
    return day !== undefined && day <= on ? [{ moduleId: id, day, number }] : [];
  });
  if (at.toDay === undefined) return tied;
  const moved = moveWishes(tied, { from: on, to: at.toDay }, wallClock(ctx.now).day);
  return moved.flatMap(({ moduleId, day }) => tied.filter((w) => w.moduleId === moduleId).map((w) => ({ ...w, day })));
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
