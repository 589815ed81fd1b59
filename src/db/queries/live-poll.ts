/** Votes during a meeting. Who voted and what was voted stand in two tables that nothing ties together. */
import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable, Transaction } from '#src/db/client.ts';
import { livePoll, pollBallot, pollVote } from '#src/db/schema/index.ts';

export type PollRow = typeof livePoll.$inferSelect;

/** Oldest first. */
export const listPolls = (db: Queryable, momentId: string): Promise<PollRow[]> =>
  db.select().from(livePoll).where(eq(livePoll.momentId, momentId)).orderBy(asc(livePoll.openedAt), asc(livePoll.id));

export async function findPoll(db: Queryable, pollId: string, momentId: string): Promise<PollRow | null> {
  const [row] = await db
    .select()
    .from(livePoll)
    .where(and(eq(livePoll.id, pollId), eq(livePoll.momentId, momentId)));
  return row ?? null;
}

export async function insertPoll(db: Queryable, row: typeof livePoll.$inferInsert): Promise<boolean> {
  const made = await db.insert(livePoll).values(row).onConflictDoNothing().returning({ id: livePoll.id });
  return made.length > 0;
}

/** Closes what is open at a moment, or one poll of it. Answers how many. */
export async function closePolls(db: Queryable, momentId: string, at: Date, pollId?: string): Promise<number> {
  const closed = await db
    .update(livePoll)
    .set({ closedAt: at })
    .where(
      and(eq(livePoll.momentId, momentId), isNull(livePoll.closedAt), pollId === undefined ? undefined : eq(livePoll.id, pollId)),
    )
    .returning({ id: livePoll.id });
  return closed.length;
}

/** Answers false where this person had voted: then no vote may follow. */
export async function insertBallot(tx: Transaction, pollId: string, personId: string): Promise<boolean> {
  const made = await tx
    .insert(pollBallot)
    .values({ pollId, personId })
    .onConflictDoNothing()
    .returning({ pollId: pollBallot.pollId });
  return made.length > 0;
}

/** @param rows with random keys: nothing of the person, and nothing of the time */
export async function insertVotes(tx: Transaction, rows: (typeof pollVote.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(pollVote).values(rows);
}

export async function countVoters(db: Queryable, pollIds: readonly string[]): Promise<Map<string, number>> {
  if (pollIds.length === 0) return new Map();
  const rows = await db
    .select({ pollId: pollBallot.pollId, n: count() })
    .from(pollBallot)
    .where(inArray(pollBallot.pollId, [...pollIds]))
    .groupBy(pollBallot.pollId);
  return new Map(rows.map((row) => [row.pollId, row.n]));
}

/** Votes per option of one poll. */
export async function countVotes(db: Queryable, pollId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ optionId: pollVote.optionId, n: count() })
    .from(pollVote)
    .where(eq(pollVote.pollId, pollId))
    .groupBy(pollVote.optionId);
  return new Map(rows.map((row) => [row.optionId, row.n]));
}

/** Which of these polls this person voted in. */
export async function listVoted(db: Queryable, pollIds: readonly string[], personId: string): Promise<Set<string>> {
  if (pollIds.length === 0) return new Set();
  const rows = await db
    .select({ pollId: pollBallot.pollId })
    .from(pollBallot)
    .where(and(inArray(pollBallot.pollId, [...pollIds]), eq(pollBallot.personId, personId)));
  return new Set(rows.map((row) => row.pollId));
}
