import { groupGaps, groupOrders, listGroups } from '#src/db/queries/learning-group.ts';
import { findOrganisation } from '#src/db/queries/organisation.ts';
import { groupKindNames } from '#src/domain/group.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { authorise, type Context } from '../context.ts';

/** Courses that come with team meetings. */
export const coursesWithMeetings = (ctx: Context) =>
  [...ctx.catalogue.courses.values()].filter((course) => course.meetings.length > 0).map((course) => course.id);

/** Groups of all libraries for the administrator, as the address asks. */
export async function listAllGroups(ctx: Context, given: Record<string, string>) {
  authorise(ctx, 'group:manage');
  const query = readListQuery(given, {
    orders: groupOrders,
    filters: { bibliotheek: null, staat: ['gesloten'], mist: groupGaps },
  });
  const page = pageOf(query, await listGroups(ctx.db, query, ctx.now, coursesWithMeetings(ctx)));
  const library = query.filters.bibliotheek ? await findOrganisation(ctx.db, query.filters.bibliotheek) : null;
  const rows = page.rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: groupKindNames[row.kind],
    courseTitle: ctx.catalogue.courses.get(row.courseId)?.title ?? row.courseId,
    libraryName: row.libraryName,
    members: row.members,
  }));
  return { ...page, rows, libraryName: library?.name ?? null };
}
