import { findGroupOfCourse, findLibraryOf, findOpenGroup } from '#src/db/queries/open-group.ts';
import type { Queryable } from '#src/db/client.ts';
import { isOpenCourse, type Course } from '#src/domain/course.ts';
import { issueWhenEarned } from '../certificate/issue-when-earned.ts';
import { authorise, type Context } from '../context.ts';
import { enterOpenGroup } from '../membership/enter-open.ts';
import { notFound, refused } from '../service-error.ts';
import { writtenModules } from './list.ts';

export interface OpenCourseView {
  /** The leerkaart of who takes part already. */
  card: string | null;
  mayJoin: boolean;
}

/** Whether a course can be put on one's own leerkaart; null for a course with meetings: there a specialist makes the group. */
export async function openPlace(
  db: Queryable,
  ctx: Context,
  where: { personId: string; course: Course },
): Promise<OpenCourseView | null> {
  const { personId, course } = where;
  if (!isOpenCourse(course) || writtenModules(ctx.catalogue, course).length === 0) return null;
  const groupId = await findGroupOfCourse(db, { personId, courseId: course.id });
  if (groupId !== null) return { card: `/leerkaart/${groupId}`, mayJoin: false };
  const job = await findLibraryOf(db, personId, ctx.now);
  const group = job && (await findOpenGroup(db, { libraryId: job.libraryId, courseId: course.id }));
  return { card: null, mayJoin: job !== null && !group?.closedAt };
}

/**
 * "Zet op mijn leerkaart": joins the open group of one's library. Pressing twice is harmless; who passed everything already
 * gets the proof at once.
 * @returns the path of the leerkaart
 */
export async function joinOpenCourse(ctx: Context, input: { course: string }): Promise<string> {
  const { personId } = authorise(ctx, 'course:follow');
  const course = ctx.catalogue.courses.get(input.course);
  if (!course || !isOpenCourse(course)) throw notFound();
  const groupId = await ctx.db.transaction(async (tx) => {
    const entered = await enterOpenGroup(tx, ctx, { personId, course, comeBack: true });
    if (entered === null)
      throw refused(
        'Dit lukt niet: je hebt hier geen werkplek bij een bibliotheek, of je bibliotheek heeft deze cursus gesloten.',
      );
    await issueWhenEarned(tx, ctx, { groupId: entered, personId });
    return entered;
  });
  ctx.mailWaits();
  return `/leerkaart/${groupId}`;
}
