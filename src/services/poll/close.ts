import { closePolls } from '#src/db/queries/live-poll.ts';
import { changeRun } from '#src/db/queries/run.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';
import type { MomentAt } from '../run/load.ts';

/** Closes a poll for good: now its result may be seen. */
export async function closePoll(ctx: Context, input: MomentAt & { pollId: string }): Promise<void> {
  await reachGroup(ctx, input.groupId, 'attendance:record');
  const revision = await ctx.db.transaction(async (tx) => {
    const { moment } = await reachMoment(tx, input);
    return (await closePolls(tx, moment.id, ctx.now, input.pollId)) > 0 ? changeRun(tx, moment.id, {}, ctx.now) : null;
  });
  if (revision !== null) ctx.live.tell(input.momentId, { revision, to: 'all' });
}
