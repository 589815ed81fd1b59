/** What the report of a meeting shows of the group: the agenda as it was adapted, and what was chosen together. */
import { asc, count, desc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { livePoll, meetingAgenda, pollBallot, pollVote } from '#src/db/schema/index.ts';

/** The agenda as the leader adapted it; null as long as it is the guide's own. */
export async function findAgenda(db: Queryable, meetingId: string) {
  const [row] = await db
    .select({ agenda: meetingAgenda.agenda })
    .from(meetingAgenda)
    .where(eq(meetingAgenda.meetingId, meetingId))
    .orderBy(desc(meetingAgenda.seq))
    .limit(1);
  return row?.agenda ?? null;
}

/** The polls of these moments with how many people took part, and the votes as totals. */
export async function listPollTotals(db: Queryable, momentIds: readonly string[]) {
  if (momentIds.length === 0) return [];
  const polls = await db
    .select()
    .from(livePoll)
    .where(inArray(livePoll.momentId, [...momentIds]))
    .orderBy(asc(livePoll.openedAt));
  const ids = polls.map((p) => p.id);
  if (ids.length === 0) return [];
  const [ballots, votes] = await Promise.all([
    db
      .select({ pollId: pollBallot.pollId, n: count() })
      .from(pollBallot)
      .where(inArray(pollBallot.pollId, ids))
      .groupBy(pollBallot.pollId),
    db
      .select({ pollId: pollVote.pollId, optionId: pollVote.optionId, n: count() })
      .from(pollVote)
      .where(inArray(pollVote.pollId, ids))
      .groupBy(pollVote.pollId, pollVote.optionId),
  ]);
  return polls.map((poll) => ({
    question: poll.question,
    kind: poll.kind,
    options: poll.options,
    voters: ballots.find((b) => b.pollId === poll.id)?.n ?? 0,
    votes: new Map(votes.filter((v) => v.pollId === poll.id).map((v) => [v.optionId, v.n])),
  }));
}
