import { listMarks } from '#src/db/queries/attendance.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { listVisitors } from '#src/db/queries/visit.ts';
import { attendanceAt } from '#src/domain/attendance.ts';
import { expectedAt } from '#src/domain/expectation.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers } from '../group/members.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';
import { afterRecording, assertRecordable, nothingRecorded, writeMarks, type Recorded } from './write-marks.ts';

/** Everybody who is expected here and is not recorded yet was present: one tap, one transaction. Who was marked stays so. */
export async function markEveryone(
  ctx: Context,
  input: { groupId: string; nr: number; momentId: string; clientKey: string },
): Promise<Recorded> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record', input.momentId);
  const recorded = await ctx.db.transaction(async (tx) => {
    const place = { group, ...(await reachMoment(tx, input)) };
    assertRecordable(ctx, place);
    const momentIds = place.moments.map((m) => m.id);
    const members = ((await loadMembers(tx, [group.id])).get(group.id) ?? []).filter((m) => !m.left).map((m) => m.personId);
    const marks = await listMarks(tx, [place.moment.id]);
    const clientKey = `${input.clientKey}_everyone`;
    if (marks.some((m) => m.clientKey === clientKey)) return nothingRecorded;
    const expected = expectedAt(place.moment.id, place.moments.map(heldMoment), await listExpected(tx, momentIds), members);
    const visitors = (await listVisitors(tx, [place.moment.id])).map((v) => v.personId);
    const open = [...new Set([...expected, ...visitors])].filter(
      (personId) => attendanceAt(marks, place.moment.id, personId) === 'notRecorded',
    );
    return writeMarks(
      tx,
      ctx,
      place,
      open.map((personId) => ({ personId, state: 'present' })),
      { source: 'everyone', clientKey },
    );
  });
  afterRecording(ctx, input.momentId, recorded);
  return recorded;
}
