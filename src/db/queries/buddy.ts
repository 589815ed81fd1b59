/** Buddies of a group, and the small tasks that they did together. */
import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, buddyPair, buddyTask, membership, moduleCompletion, person } from '#src/db/schema/index.ts';

export type PairRow = typeof buddyPair.$inferSelect;

/** The pairs of these groups that stand today, the oldest first. */
export async function listPairs(db: Queryable, groupIds: readonly string[]): Promise<PairRow[]> {
  if (groupIds.length === 0) return [];
  return db
    .select()
    .from(buddyPair)
    .where(and(inArray(buddyPair.groupId, [...groupIds]), isNull(buddyPair.until)))
    .orderBy(asc(buddyPair.from), asc(buddyPair.id));
}

/** Who is in these groups, resting or not; who left is not among them. */
export async function listBuddyPeople(db: Queryable, groupIds: readonly string[]) {
  if (groupIds.length === 0) return [];
  return db
    .select({
      groupId: membership.groupId,
      personId: person.id,
      name: person.name,
      email: account.email,
      pausedAt: membership.pausedAt,
      deactivatedAt: person.deactivatedAt,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(and(inArray(membership.groupId, [...groupIds]), isNull(membership.leftAt)))
    .orderBy(sql`coalesce(${person.name}, ${account.email}) collate nocase`, asc(person.id));
}

/** Since when each of these people works at the library (in any of its jobs); those who never did are left out. */
export async function listWorksSince(db: Queryable, libraryId: string, personIds: readonly string[]): Promise<Map<string, Date>> {
  if (personIds.length === 0) return new Map();
  const rows = await db.all<{ person_id: string; since: number }>(
    sql`select person_id, min("from") as since from employment
        where organisation_id = ${libraryId} and person_id in (select value from json_each(${JSON.stringify(personIds)}))
        group by person_id`,
  );
  return new Map(rows.map((row) => [row.person_id, new Date(row.since)]));
}

/** How many of these modules each of these people passed. */
export async function countPassed(
  db: Queryable,
  where: { personIds: readonly string[]; moduleIds: readonly string[]; now: Date },
): Promise<Map<string, number>> {
  if (where.personIds.length === 0 || where.moduleIds.length === 0) return new Map();
  const rows = await db
    .select({
      personId: moduleCompletion.personId,
      passed: sql<number>`count(distinct ${moduleCompletion.moduleId})`,
    })
    .from(moduleCompletion)
    .where(
      and(
        inArray(moduleCompletion.personId, [...where.personIds]),
        inArray(moduleCompletion.moduleId, [...where.moduleIds]),
        lte(moduleCompletion.at, where.now),
      ),
    )
    .groupBy(moduleCompletion.personId);
  return new Map(rows.map((row) => [row.personId, row.passed]));
}

/** The pair that this person is in today, in one group; null for who has no buddy. */
export async function findOwnPair(db: Queryable, where: { groupId: string; personId: string }): Promise<PairRow | null> {
  const [row] = await db
    .select()
    .from(buddyPair)
    .where(
      and(
        eq(buddyPair.groupId, where.groupId),
        isNull(buddyPair.until),
        or(eq(buddyPair.firstId, where.personId), eq(buddyPair.secondId, where.personId), eq(buddyPair.thirdId, where.personId)),
      ),
    )
    .limit(1);
  return row ?? null;
}

export async function findPair(db: Queryable, id: string): Promise<PairRow | null> {
  const [row] = await db.select().from(buddyPair).where(eq(buddyPair.id, id));
  return row ?? null;
}

export async function endPairs(db: Queryable, ids: readonly string[], until: Date) {
  if (ids.length > 0)
    await db
      .update(buddyPair)
      .set({ until })
      .where(inArray(buddyPair.id, [...ids]));
}

export async function insertPairs(db: Queryable, rows: (typeof buddyPair.$inferInsert)[]) {
  if (rows.length > 0) await db.insert(buddyPair).values(rows);
}

export async function listBuddyTasks(db: Queryable, pairIds: readonly string[]) {
  if (pairIds.length === 0) return [];
  return db
    .select()
    .from(buddyTask)
    .where(inArray(buddyTask.pairId, [...pairIds]));
}

/** Ticking off twice, or both at the same time, is one tick. */
export async function insertBuddyTask(db: Queryable, row: typeof buddyTask.$inferInsert) {
  await db.insert(buddyTask).values(row).onConflictDoNothing();
}

export async function deleteBuddyTask(db: Queryable, where: { pairId: string; moduleId: string }) {
  await db.delete(buddyTask).where(and(eq(buddyTask.pairId, where.pairId), eq(buddyTask.moduleId, where.moduleId)));
}
