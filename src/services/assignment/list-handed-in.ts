import { countUnanswered, listHandedIn, listReplies } from '#src/db/queries/assignment.ts';
import type { Queryable } from '#src/db/client.ts';
import { findRule } from '#src/db/queries/rule.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { shownName } from '#src/domain/person.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { newId } from '../new-id.ts';

export interface HandedIn {
  workId: string;
  name: string;
  title: string;
  module: { number: number; title: string };
  on: string;
  fields: { label: string; text: string }[];
  replies: { by: string; on: string; body: string }[];
  /** The key of the form for a reaction. */
  replyId: string;
}

/** What members of a group handed in for the modules of its rule. What they keep for themselves is not read here at all. */
export async function openHandedIn(ctx: Context, input: { groupId: string; given: Record<string, string> }) {
  const group = await reachGroup(ctx, input.groupId, 'assignment:read');
  const query = readListQuery(input.given, { orders: ['wacht'], filters: {} });
  const moduleIds = (await findRule(ctx.db, group.id))?.moduleIds ?? [];
  const page = pageOf(query, await listHandedIn(ctx.db, { groupId: group.id, moduleIds, page: query.page }));
  const replies = await listReplies(
    ctx.db,
    page.rows.map((row) => row.id),
  );
  return {
    ...page,
    groupId: group.id,
    groupName: group.name,
    asks: asksAssignments(ctx, moduleIds),
    rows: page.rows.map((row): HandedIn => {
      const module = ctx.catalogue.modules.get(row.moduleId);
      const assignment = module?.assignments.find((a) => a.id === row.assignmentId);
      return {
        workId: row.id,
        name: shownName(row),
        title: assignment?.title ?? row.assignmentId,
        module: { number: module?.number ?? 0, title: module?.title ?? row.moduleId },
        on: longDate(row.at),
        // A field that the assignment lost since is shown all the same.
        fields: Object.entries(row.response).map(([id, text]) => ({
          label: assignment?.fields.find((f) => f.id === id)?.label ?? 'Een vak dat er niet meer is',
          text,
        })),
        replies: replies
          .filter((r) => r.workId === row.id)
          .map((r) => ({ by: r.byName || 'Een specialist', on: longDate(r.at), body: r.body })),
        replyId: newId(),
      };
    }),
  };
}

const asksAssignments = (ctx: Context, moduleIds: readonly string[]) =>
  moduleIds.some((id) => (ctx.catalogue.modules.get(id)?.assignments.length ?? 0) > 0);

/** The link on the page of a group; null where its modules have no assignments. */
export async function handedInLink(
  db: Queryable,
  ctx: Context,
  where: { groupId: string; moduleIds: readonly string[] },
): Promise<{ href: string; waiting: number } | null> {
  if (!asksAssignments(ctx, where.moduleIds)) return null;
  return { href: `/groepen/${where.groupId}/opdrachten`, waiting: await countUnanswered(db, where) };
}
