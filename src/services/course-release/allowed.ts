import type { Queryable } from '#src/db/client.ts';
import { isPilotOnly } from '#src/db/queries/course-release.ts';
import { inRunningPilot } from '#src/db/queries/pilot.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { invalid } from '../service-error.ts';

/** What a form says where the course is not for this library yet. */
export const pilotOnlyText =
  'Deze cursus is nog een pilot. Alleen bibliotheken die nu in een pilot meedoen, beginnen er een groep mee. Vraag het je adviseur bij de POI.';

/** May this library begin a group with the course today? */
export const mayStart = async (db: Queryable, now: Date, libraryId: string, courseId: string): Promise<boolean> =>
  !(await isPilotOnly(db, courseId)) || inRunningPilot(db, libraryId, courseId, wallClock(now).day);

/** @throws ServiceError invalid where a course is for pilots only and the library is in none; groups that run go on */
export async function assertMayStart(db: Queryable, ctx: Context, group: { libraryId: string; courseId: string }): Promise<void> {
  if (!(await mayStart(db, ctx.now, group.libraryId, group.courseId))) throw invalid('cursus', pilotOnlyText);
}
