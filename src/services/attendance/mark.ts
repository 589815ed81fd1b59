import { listVisitors } from '#src/db/queries/visit.ts';
import type { MarkState } from '#src/domain/attendance.ts';
import type { Context } from '../context.ts';
import { loadMembers } from '../group/members.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';
import { notFound } from '../service-error.ts';
import { afterRecording, assertRecordable, writeMarks, type Recorded } from './write-marks.ts';

export type { MarkState };

/**
 * Records one person at one moment: a first mark, a correction, or "cleared" back to not recorded. Anybody of the group
 * may be recorded, expected here or not, leaders who take part themselves too, and who visits from another group.
 * @param input.clientKey of the form that was tapped: the same tap twice is one mark
 */
export async function markAttendance(
  ctx: Context,
  input: { groupId: string; nr: number; momentId: string; personId: string; state: MarkState; clientKey: string },
): Promise<Recorded> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record', input.momentId);
  const recorded = await ctx.db.transaction(async (tx) => {
    const place = { group, ...(await reachMoment(tx, input)) };
    assertRecordable(ctx, place);
    const members = (await loadMembers(tx, [group.id])).get(group.id) ?? [];
    const visitors = await listVisitors(tx, [place.moment.id]);
    if (![...members, ...visitors].some((m) => m.personId === input.personId)) throw notFound();
    return writeMarks(tx, ctx, place, [{ personId: input.personId, state: input.state }], {
      source: 'leader',
      clientKey: `${input.clientKey}_${input.state}_${input.personId}`,
    });
  });
  afterRecording(ctx, input.momentId, recorded);
  return recorded;
}
