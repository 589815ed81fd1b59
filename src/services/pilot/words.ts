import { addDays, longDate, longDay, wallClock } from '#src/domain/calendar-day.ts';
import { beginOf, dayAfter, pilotState, weekNumber, type PilotDays } from '#src/domain/pilot.ts';
import { nextWeek } from '#src/domain/pilot-week.ts';
import type { Context } from '../context.ts';

export const courseTitle = (ctx: Context, courseId: string) => ctx.catalogue.courses.get(courseId)?.title ?? courseId;
export const moduleTitle = (ctx: Context, moduleId: string) => ctx.catalogue.modules.get(moduleId)?.title ?? moduleId;

/** Of the course, or "Bijeenkomst 4" for one that a group added. */
export function meetingTitle(ctx: Context, courseId: string, id: string): string {
  const meeting = ctx.catalogue.courses.get(courseId)?.meetings.find((m) => m.id === id);
  return meeting?.title ?? `Bijeenkomst ${id.replace(/^nr-/, '')}`;
}

export const pilotPath = (pilotId: string) => `/pilots/${pilotId}`;
export const partPath = (pilotId: string, partId: string) => `${pilotPath(pilotId)}/${partId}`;
export const joinPath = (pilotId: string, partId: string) => `${partPath(pilotId, partId)}/meedoen`;

/** "Begint op 1 februari 2027", "week 9 van 13, tot en met 30 april 2027" */
export function whenText(pilot: PilotDays, now: Date): string {
  const { startsOn, endsOn, endedAt } = pilot;
  if (endedAt !== null && endedAt <= now) return `gestopt op ${longDate(endedAt)}`;
  const last = longDay(dayAfter(endsOn, -1));
  const state = pilotState(pilot, now);
  if (state === 'planned') return `begint op ${longDay(startsOn)}`;
  if (state === 'over') return `was van ${longDay(startsOn)} tot en met ${last}`;
  const weeks = weekNumber(startsOn, addDays(beginOf(endsOn), -1)) ?? 1;
  return `week ${weekNumber(startsOn, now) ?? 1} van ${weeks}, tot en met ${last}`;
}

/** "De volgende cijfers komen op maandag 18 januari 2027." Empty when there are none to come. */
export function comingText(pilot: PilotDays, now: Date, told: boolean): string {
  const week = nextWeek(pilot, now);
  if (week === null) return '';
  return told ? `De volgende cijfers komen op maandag ${longDay(week)}.` : `De eerste cijfers komen op maandag ${longDay(week)}.`;
}

export const countedText = (week: string) => `Geteld op maandag ${longDay(week)}.`;
export const dayOf = (at: Date) => longDay(wallClock(at).day);
