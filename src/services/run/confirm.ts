import { listMarks } from '#src/db/queries/attendance.ts';
import { listCheckIns, listVisitorIds } from '#src/db/queries/check-in.ts';
import { attendanceAt } from '#src/domain/attendance.ts';
import { afterRecording, assertRecordable, writeMarks, type Recorded } from '../attendance/write-marks.ts';
import { issueWhenEarned } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';
import type { MomentAt } from './load.ts';

/**
 * Marks as present who checked in, in one tap; certificates follow in the same transaction. Who was marked already stays
 * so: a leader who tapped "absent" knows better.
 * @param input.people whom the leader saw on the list: who checked in since then isn't confirmed unseen
 */
export async function confirmCheckIns(
  ctx: Context,
  input: MomentAt & { people: readonly string[]; clientKey: string },
): Promise<Recorded> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record');
  const done = await ctx.db.transaction(async (tx) => {
    const place = { group, ...(await reachMoment(tx, input)) };
    assertRecordable(ctx, place);
    const marks = await listMarks(tx, [place.moment.id]);
    const here = new Set((await listCheckIns(tx, place.moment.id)).map((c) => c.personId));
    const people = [...new Set(input.people)].filter(
      (id) => here.has(id) && attendanceAt(marks, place.moment.id, id) === 'notRecorded',
    );
    const recorded = await writeMarks(
      tx,
      ctx,
      place,
      people.map((personId) => ({ personId, state: 'present' })),
      { source: 'checkIn', clientKey: `${input.clientKey}_checkIn` },
    );
    // A guest from another group works for an award there.
    const visitors = new Set(await listVisitorIds(tx, place.moment.id));
    for (const personId of recorded.changed)
      if (visitors.has(personId)) recorded.issued.push(...(await issueWhenEarned(tx, ctx, { personId })));
    return recorded;
  });
  // Participants too: their page says that they were confirmed.
  afterRecording(ctx, input.momentId, done, 'all');
  return done;
}
