import { listMakeUps, listMarks, withdrawMakeUp } from '#src/db/queries/attendance.ts';
import { attendanceOf, counts } from '#src/domain/attendance.ts';
import { recordEvent } from '../audit.ts';
import { tellCorrection } from '../attendance/tell-correction.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { notFound } from '../service-error.ts';

/**
 * Takes back that someone made up for a meeting. A certificate that was issued stays; the leaders hear it and may revoke it.
 * Taking back twice changes nothing.
 */
export async function withdrawMadeUp(
  ctx: Context,
  input: { groupId: string; nr: number; makeUpId: string },
): Promise<{ afterCertificate: string[] }> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record');
  const afterCertificate = await ctx.db.transaction(async (tx) => {
    const { meeting, moments } = await reachMeeting(tx, input);
    const makeUps = await listMakeUps(tx, [meeting.id]);
    const own = makeUps.find((m) => m.id === input.makeUpId);
    if (!own) throw notFound();
    if (own.withdrawnAt) return [];
    await withdrawMakeUp(tx, own.id, ctx.now);
    const marks = await listMarks(
      tx,
      moments.map((m) => m.id),
    );
    const rest = makeUps.filter((m) => m.id !== own.id).map((m) => ({ ...m, withdrawn: m.withdrawnAt !== null }));
    const after = attendanceOf(moments.map(heldMoment), marks, rest, meeting.id, own.personId);
    await recordEvent(tx, ctx, {
      kind: 'madeUp',
      entity: 'meeting',
      entityId: meeting.id,
      subjectId: own.personId,
      organisationId: group.libraryId,
      detail: { before: 'madeUp', after: after.state, how: own.how },
    });
    return tellCorrection(tx, ctx, {
      group,
      meeting,
      personIds: counts(after) ? [] : [own.personId],
      path: meetingPath(group.id, meeting.nr),
      key: `makeUp ${own.id}`,
    });
  });
  ctx.mailWaits();
  return { afterCertificate };
}
