import type { Transaction } from '#src/db/client.ts';
import { insertMakeUp, listMakeUps, listMarks, withdrawMakeUp } from '#src/db/queries/attendance.ts';
import { findGroup, listMeetings, listMoments } from '#src/db/queries/rule.ts';
import { listVisitors } from '#src/db/queries/visit.ts';
import { attendanceAt, attendanceOf, counts } from '#src/domain/attendance.ts';
import { recordEvent } from '../audit.ts';
import { tellCorrection } from '../attendance/tell-correction.ts';
import { issueWhenEarned, type Issued } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { meetingPath } from '../group/work-text.ts';
import { newId } from '../new-id.ts';

/**
 * Whoever was marked at a moment as a visitor of another group: present there makes up for the own meeting ("otherGroup"),
 * no longer present takes that back. In the transaction that writes the marks, with the award that it was the last fact for.
 */
export async function settleVisits(
  tx: Transaction,
  ctx: Context,
  moment: { id: string; startsAt: Date },
  personIds: readonly string[],
): Promise<Issued[]> {
  const visits = (await listVisitors(tx, [moment.id])).filter((v) => personIds.includes(v.personId));
  if (visits.length === 0) return [];
  const marks = await listMarks(tx, [moment.id]);
  const issued: Issued[] = [];
  for (const visit of visits) {
    const group = await findGroup(tx, visit.ownGroupId);
    const meeting = (await listMeetings(tx, visit.ownGroupId)).find((m) => m.id === visit.forMeetingId);
    if (!group || !meeting) continue;
    const present = attendanceAt(marks, moment.id, visit.personId) === 'present';
    const own = await listMoments(tx, [meeting.id]);
    const ownMarks = await listMarks(
      tx,
      own.map((m) => m.id),
    );
    const makeUps = await listMakeUps(tx, [meeting.id]);
    const standing = () =>
      attendanceOf(
        own.map(heldMoment),
        ownMarks,
        makeUps.map((m) => ({ ...m, withdrawn: m.withdrawnAt !== null })),
        meeting.id,
        visit.personId,
      );
    const made = makeUps.find((m) => m.personId === visit.personId && m.how === 'otherGroup' && m.withdrawnAt === null);
    const before = standing();
    if (present && !counts(before)) {
      const on = moment.startsAt < ctx.now ? moment.startsAt : ctx.now;
      await insertMakeUp(tx, {
        id: newId(),
        meetingId: meeting.id,
        personId: visit.personId,
        how: 'otherGroup',
        byId: ctx.actor?.personId ?? null,
        at: on,
      });
    } else if (!present && made) {
      await withdrawMakeUp(tx, made.id, ctx.now);
      made.withdrawnAt = ctx.now;
    } else continue;
    await recordEvent(tx, ctx, {
      kind: 'madeUp',
      entity: 'meeting',
      entityId: meeting.id,
      subjectId: visit.personId,
      organisationId: group.libraryId,
      detail: { before: before.state, after: present ? 'madeUp' : standing().state, how: 'otherGroup' },
    });
    if (present) issued.push(...(await issueWhenEarned(tx, ctx, { groupId: group.id, personId: visit.personId })));
    else if (!counts(standing()))
      await tellCorrection(tx, ctx, {
        group,
        meeting,
        personIds: [visit.personId],
        path: meetingPath(group.id, meeting.nr),
        key: `visit ${visit.id} ${ctx.now.getTime()}`,
      });
  }
  return issued;
}
