/** Make-up tasks as people wrote them: rows are only added, the newest of a person and meeting counts. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { makeUpWork } from '#src/db/schema/index.ts';

export type WorkRow = typeof makeUpWork.$inferSelect;

const newest = sql`${makeUpWork.seq} = (
  select max(n.seq) from make_up_work n
  where n.meeting_id = ${makeUpWork.meetingId} and n.person_id = ${makeUpWork.personId})`;

export async function findWork(db: Queryable, where: { meetingId: string; personId: string }): Promise<WorkRow | null> {
  const [row] = await db
    .select()
    .from(makeUpWork)
    .where(and(eq(makeUpWork.meetingId, where.meetingId), eq(makeUpWork.personId, where.personId), newest));
  return row ?? null;
}

/** The newest row of one person for each of these meetings. */
export async function listOwnWork(db: Queryable, where: { meetingIds: readonly string[]; personId: string }): Promise<WorkRow[]> {
  if (where.meetingIds.length === 0) return [];
  return db
    .select()
    .from(makeUpWork)
    .where(and(inArray(makeUpWork.meetingId, [...where.meetingIds]), eq(makeUpWork.personId, where.personId), newest));
}

/** Who handed in a task for these meetings, and when; without what they wrote. */
export async function listHandedIn(db: Queryable, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return [];
  return db
    .select({ id: makeUpWork.id, meetingId: makeUpWork.meetingId, personId: makeUpWork.personId, at: makeUpWork.at })
    .from(makeUpWork)
    .where(and(inArray(makeUpWork.meetingId, [...meetingIds]), eq(makeUpWork.handedIn, true), newest))
    .orderBy(makeUpWork.seq);
}

/** Answers false when this row is there already (the form came in twice). */
export async function insertWork(db: Queryable, row: Omit<typeof makeUpWork.$inferInsert, 'seq'>): Promise<boolean> {
  const made = await db
    .insert(makeUpWork)
    .values(row)
    .onConflictDoNothing({ target: makeUpWork.id })
    .returning({ id: makeUpWork.id });
  return made.length > 0;
}
