import { findRun, listRuns } from '#src/db/queries/job-run.ts';
import { isMember } from '#src/db/queries/own-meeting.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import type { Queryable } from '#src/db/client.ts';
import { can } from '#src/domain/roles.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { notFound } from '../service-error.ts';

/** Under this name it is kept that a report went out: the outbox forgets, and it goes once. */
export const reportRun = 'meetingReport';

export const sentAt = async (db: Queryable, meetingId: string): Promise<Date | null> =>
  (await findRun(db, reportRun, meetingId))?.startedAt ?? null;

/** Of which of these meetings the report went out. */
export const listSent = async (db: Queryable, meetingIds: readonly string[]): Promise<Set<string>> =>
  new Set((await listRuns(db, reportRun, meetingIds)).map((run) => run.period));

/** The report of a meeting: for who leads the group always, for who takes part once it was sent. */
export async function reachReport(ctx: Context, input: { groupId: string; nr: number }) {
  const actor = signedIn(ctx);
  const group: ReachedGroup | null = await findGroup(ctx.db, input.groupId);
  const scope = { groupId: input.groupId, ...(group ? { libraryId: group.libraryId } : {}) };
  const leads = can(actor, 'meeting:plan', scope);
  const takesPart = !leads && (await isMember(ctx.db, { groupId: input.groupId, personId: actor.personId }));
  authorise(ctx, takesPart ? 'course:follow' : 'meeting:plan', scope);
  if (!group) throw notFound();
  const reached = await reachMeeting(ctx.db, input);
  const sent = await sentAt(ctx.db, reached.meeting.id);
  if (!leads && !sent) throw notFound();
  return { group, ...reached, leads, sent };
}

export const reportPath = (groupId: string, nr: number) => `${meetingPath(groupId, nr)}/verslag`;
