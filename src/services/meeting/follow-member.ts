import type { Transaction } from '#src/db/client.ts';
import { listComingMoments, updateMoment } from '#src/db/queries/moment.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import type { Context } from '../context.ts';
import { loadMembers } from '../group/members.ts';
import { tellNotExpected, tellWhen } from './tell.ts';

/** Takes the coming moments of a group out of the calendar of someone who leaves it. In the transaction of the leaving. */
export const takeOffAgenda = (tx: Transaction, ctx: Context, who: { groupId: string; personId: string }) =>
  tellEach(tx, ctx, who, tellNotExpected);

/** Puts them back for someone who comes back. */
export const putBackOnAgenda = (tx: Transaction, ctx: Context, who: { groupId: string; personId: string }) =>
  tellEach(tx, ctx, who, tellWhen);

async function tellEach(
  tx: Transaction,
  ctx: Context,
  { groupId, personId }: { groupId: string; personId: string },
  tell: typeof tellNotExpected,
): Promise<void> {
  const [group, coming] = await Promise.all([findGroup(tx, groupId), listComingMoments(tx, { groupId, personId, now: ctx.now })]);
  if (!group || group.closedAt || coming.length === 0) return;
  const people = ((await loadMembers(tx, [groupId])).get(groupId) ?? []).filter((m) => m.personId === personId);
  for (const { meetingTitle, ...moment } of coming)
    await tellAnew(tx, ctx, { group, meeting: { id: moment.meetingId, title: meetingTitle }, people, moment }, tell);
}

/** Tells these people of a moment in a new version: their calendars may have had it, and lost it, before. */
export async function tellAnew(
  tx: Transaction,
  ctx: Context,
  told: Parameters<typeof tellNotExpected>[2],
  tell: typeof tellNotExpected,
): Promise<void> {
  const sequence = told.moment.sequence + 1;
  await updateMoment(tx, told.moment.id, { sequence });
  await tell(tx, ctx, { ...told, moment: { ...told.moment, sequence } });
}
