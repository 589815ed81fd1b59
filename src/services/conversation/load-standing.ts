import type { Queryable } from '#src/db/client.ts';
import { findNewestRun, listTurns, sumRuns } from '#src/db/queries/conversation.ts';
import { standingOf, type Standing } from '#src/domain/conversation-standing.ts';
import type { Conversation } from '#src/domain/conversation.ts';

export interface LoadedStanding {
  standing: Standing;
  /** The go that is not over, whether or not it still fits the text. */
  openRunId: string | null;
  /** Ids of the endings that were ever reached. */
  endings: ReadonlySet<string>;
}

/** Where this person is in this conversation. */
export async function loadStanding(
  db: Queryable,
  of: { personId: string; moduleId: string; conversation: Conversation },
): Promise<LoadedStanding> {
  const own = { personId: of.personId, moduleId: of.moduleId, conversationId: of.conversation.id };
  const run = await findNewestRun(db, own);
  const { runs, endings } = await sumRuns(db, own);
  const newest = run && { ended: run.endedAt !== null, endingId: run.endingId, turns: await listTurns(db, run.id) };
  return {
    standing: standingOf(of.conversation, runs, newest),
    openRunId: run && run.endedAt === null ? run.id : null,
    endings,
  };
}
