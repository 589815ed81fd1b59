/** Goes through the conversations at the desk of one person. */
import { and, asc, count, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { prepared } from '#src/db/prepared.ts';
import { conversationRun, conversationTurn } from '#src/db/schema/index.ts';

export interface OwnConversation {
  personId: string;
  moduleId: string;
  conversationId: string;
}

const own = (where: OwnConversation) =>
  and(
    eq(conversationRun.personId, where.personId),
    eq(conversationRun.moduleId, where.moduleId),
    eq(conversationRun.conversationId, where.conversationId),
  );

/** The go to go on with: the open one, whatever the clock said when it was begun; else the newest. */
export async function findNewestRun(db: Queryable, where: OwnConversation) {
  const [row] = await db
    .select({ id: conversationRun.id, endedAt: conversationRun.endedAt, endingId: conversationRun.endingId })
    .from(conversationRun)
    .where(own(where))
    .orderBy(desc(isNull(conversationRun.endedAt)), desc(conversationRun.startedAt), desc(sql`rowid`))
    .limit(1);
  return row ?? null;
}

/** How many goes there are, and which endings they reached. */
export async function sumRuns(db: Queryable, where: OwnConversation): Promise<{ runs: number; endings: Set<string> }> {
  const rows = await db
    .select({ endingId: conversationRun.endingId, n: count() })
    .from(conversationRun)
    .where(own(where))
    .groupBy(conversationRun.endingId);
  return { runs: rows.reduce((sum, row) => sum + row.n, 0), endings: new Set(rows.flatMap((row) => row.endingId ?? [])) };
}

/** The choices of a go, in order. */
export async function listTurns(db: Queryable, runId: string) {
  return db
    .select({ nodeId: conversationTurn.nodeId, choiceId: conversationTurn.choiceId })
    .from(conversationTurn)
    .where(eq(conversationTurn.runId, runId))
    .orderBy(asc(conversationTurn.nr));
}

export async function insertRun(db: Queryable, row: typeof conversationRun.$inferInsert) {
  await db.insert(conversationRun).values(row);
}

export async function insertTurn(db: Queryable, row: typeof conversationTurn.$inferInsert) {
  await db.insert(conversationTurn).values(row);
}

/** @param end.endingId null for a go that is left for a new one */
export async function endRun(db: Queryable, runId: string, end: { at: Date; endingId: string | null }) {
  await db
    .update(conversationRun)
    .set({ endedAt: end.at, endingId: end.endingId })
    .where(and(eq(conversationRun.id, runId), isNull(conversationRun.endedAt)));
}

const statesStatement = (db: Queryable) =>
  db
    .select({
      conversationId: conversationRun.conversationId,
      endingId: conversationRun.endingId,
      /** Null for the goes that are over. */
      turns: max(
        sql<number | null>`case when ended_at is null
          then (select count(*) from conversation_turn where run_id = conversation_run.id) end`,
      ),
    })
    .from(conversationRun)
    .where(
      and(
        eq(conversationRun.personId, sql.placeholder('personId')),
        inArray(conversationRun.moduleId, sql`(select value from json_each(${sql.placeholder('moduleIds')}))`),
      ),
    )
    .groupBy(conversationRun.conversationId, conversationRun.endingId)
    .prepare();

/** Per conversation of these modules that was begun: the turns of the open go (null without one), and the endings reached. */
export async function listConversationStates(db: Queryable, where: { personId: string; moduleIds: readonly string[] }) {
  const rows = await prepared(db, 'conversation states', () => statesStatement(db)).all({
    personId: where.personId,
    moduleIds: JSON.stringify(where.moduleIds),
  });
  const states = new Map<string, { turns: number | null; endings: Set<string> }>();
  for (const { conversationId, endingId, turns } of rows) {
    const state = states.get(conversationId) ?? { turns: null, endings: new Set<string>() };
    if (turns !== null) state.turns = Number(turns);
    if (endingId !== null) state.endings.add(endingId);
    states.set(conversationId, state);
  }
  return states;
}
