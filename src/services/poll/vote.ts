import { findMomentOf } from '#src/db/queries/check-in.ts';
import { findPoll, insertBallot, insertVotes } from '#src/db/queries/live-poll.ts';
import { changeRun } from '#src/db/queries/run.ts';
import { readVotes } from '#src/domain/live-poll.ts';
import { authorise, type Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { invalid, notFound, refused } from '../service-error.ts';

/**
 * One vote of someone of this meeting. That they voted and what was voted go into two tables with nothing in common: the
 * vote has a random key, no time and no audit event. Voting twice changes nothing.
 */
export async function castVote(
  ctx: Context,
  input: { momentId: string; pollId: string; chosen: readonly { optionId: string; dots: number }[] },
): Promise<void> {
  const { personId } = authorise(ctx, 'course:follow');
  const revision = await ctx.db.transaction(async (tx) => {
    if (!(await findMomentOf(tx, input.momentId, personId))) throw notFound();
    const poll = await findPoll(tx, input.pollId, input.momentId);
    if (!poll) throw notFound();
    if (poll.closedAt !== null) throw refused('Deze stemming is gesloten. Je stem is niet meegeteld.');
    const read = readVotes(poll, input.chosen);
    if (read.kind === 'wrong') throw invalid('keuze', read.message);
    if (!(await insertBallot(tx, poll.id, personId))) return null;
    await insertVotes(
      tx,
      read.votes.map((optionId) => ({ key: newId(), pollId: poll.id, optionId })),
    );
    return changeRun(tx, input.momentId, {}, ctx.now);
  });
  if (revision !== null) ctx.live.tell(input.momentId, { revision, to: 'leaders' });
}
