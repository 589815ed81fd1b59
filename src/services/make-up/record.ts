import type { Transaction } from '#src/db/client.ts';
import { insertMakeUp, listMakeUps, listMarks } from '#src/db/queries/attendance.ts';
import { attendanceOf, type MakeUpHow } from '#src/domain/attendance.ts';
import { recordEvent } from '../audit.ts';
import { issueWhenEarned, type Issued } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers } from '../group/members.ts';
import { reachGroup, type ReachedGroup } from '../group/reach.ts';
import { assertNotCancelled, reachMeeting } from '../meeting/reach.ts';
import { invalid } from '../service-error.ts';

export { makeUpHow } from '#src/domain/attendance.ts';

export interface MadeUp {
  groupId: string;
  nr: number;
  personId: string;
  how: MakeUpHow;
  /** Of the form: it becomes the row's id, so a second click adds nothing. */
  clientKey: string;
}

/**
 * Someone made up for a meeting they were not at. How is kept, why they were away never.
 * @throws ServiceError invalid when the person was there, or has left the group
 */
export async function recordMakeUp(ctx: Context, input: MadeUp): Promise<{ issued: Issued[] }> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record');
  const issued = await ctx.db.transaction((tx) => writeMakeUp(tx, ctx, group, input));
  ctx.mailWaits();
  return { issued };
}

/** The same in the caller's transaction, for who may. @returns the certificates that this was the last fact for */
export async function writeMakeUp(tx: Transaction, ctx: Context, group: ReachedGroup, input: MadeUp): Promise<Issued[]> {
  const { meeting, moments } = await reachMeeting(tx, input);
  const makeUps = await listMakeUps(tx, [meeting.id]);
  if (makeUps.some((m) => m.id === input.clientKey)) return [];
  assertNotCancelled(meeting);
  const members = (await loadMembers(tx, [group.id])).get(group.id) ?? [];
  if (!members.some((m) => m.personId === input.personId && !m.left)) throw invalid('persoon', 'Kies iemand uit deze groep.');
  const marks = await listMarks(
    tx,
    moments.map((m) => m.id),
  );
  const standing = attendanceOf(
    moments.map(heldMoment),
    marks,
    makeUps.map((m) => ({ ...m, withdrawn: m.withdrawnAt !== null })),
    meeting.id,
    input.personId,
  );
  if (standing.state === 'attended') throw invalid('persoon', 'Deze persoon was er al. Inhalen hoeft dus niet.');
  if (standing.state === 'madeUp') throw invalid('persoon', 'Bij deze persoon staat al dat de bijeenkomst is ingehaald.');
  const row = { id: input.clientKey, meetingId: meeting.id, personId: input.personId, how: input.how };
  if (!(await insertMakeUp(tx, { ...row, byId: ctx.actor?.personId ?? null, at: ctx.now }))) return [];
  await recordEvent(tx, ctx, {
    kind: 'madeUp',
    entity: 'meeting',
    entityId: meeting.id,
    subjectId: input.personId,
    organisationId: group.libraryId,
    detail: { before: standing.state, after: 'madeUp', how: input.how },
  });
  return issueWhenEarned(tx, ctx, { groupId: group.id, personId: input.personId });
}
