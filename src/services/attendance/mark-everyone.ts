import { listMarks } from '#src/db/queries/attendance.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { attendanceAt } from '#src/domain/attendance.ts';
import { expectedAt } from '#src/domain/expectation.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers } from '../group/members.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';
import { assertRecordable, writeMarks, type Recorded } from './write-marks.ts';

/** Everybody who is expected here and is not recorded yet was present: one tap, one transaction. Who was marked stays so. */
export async function markEveryone(
  ctx: Context,
  input: { groupId: string; nr: number; momentId: string; clientKey: string },
): Promise<Recorded> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record');
  const recorded = await ctx.db.transaction(async (tx) => {
    const place = { group, ...(await reachMoment(tx, input)) };
    assertRecordable(ctx, place);
    const momentIds = place.moments.map((m) => m.id);
    const members = ((await loadMembers(tx, [group.id])).get(group.id) ?? []).filter((m) => !m.left).map((m) => m.personId);
    const marks = await listMarks(tx, [place.moment.id]);
    const clientKey = `${input.clientKey}_everyone`;
    if (marks.some((m) => m.clientKey === clientKey)) return { changed: [], issued: [], afterCertificate: [] };
    const expected = expectedAt(place.moment.id, place.moments.map(heldMoment), await listExpected(tx, momentIds), members);
    const open = expected.filter((personId) => attendanceAt(marks, place.moment.id, personId) === 'notRecorded');
    return writeMarks(
      tx,
      ctx,
      place,
      open.map((personId) => ({ personId, state: 'present' })),
      { source: 'everyone', clientKey },
    );
  });
  ctx.mailWaits();
  return recorded;
}
