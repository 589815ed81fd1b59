/** Who leads a group. */
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, leader, learningGroup, person } from '#src/db/schema/index.ts';

const byName = sql`coalesce(${person.name}, ${account.email}) collate nocase`;

/** Leaders of the whole group at this moment, by name. */
export async function listLeaders(db: Queryable, groupId: string, now: Date) {
  return db
    .select({ id: leader.id, personId: person.id, name: person.name, email: account.email, deactivatedAt: person.deactivatedAt })
    .from(leader)
    .innerJoin(person, eq(person.id, leader.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(
        eq(leader.groupId, groupId),
        isNull(leader.momentId),
        eq(leader.kind, 'leader'),
        or(isNull(leader.until), gt(leader.until, now)),
      ),
    )
    .orderBy(byName, asc(person.id));
}

export async function insertLeader(db: Queryable, row: typeof leader.$inferInsert) {
  await db.insert(leader).values(row);
}

export async function endLeaders(db: Queryable, leaderIds: readonly string[], until: Date) {
  if (leaderIds.length > 0)
    await db
      .update(leader)
      .set({ until })
      .where(inArray(leader.id, [...leaderIds]));
}

/** Ends all leading in the groups of a library, closed ones too. */
export async function endLeadersOfLibrary(db: Queryable, libraryId: string, now: Date) {
  await db
    .update(leader)
    .set({ until: now })
    .where(and(inGroupsOf(db, libraryId), or(isNull(leader.until), gt(leader.until, now))));
}

/** Takes back what ended at exactly this moment. */
export async function resumeLeadersOfLibrary(db: Queryable, libraryId: string, endedAt: Date) {
  await db
    .update(leader)
    .set({ until: null })
    .where(and(inGroupsOf(db, libraryId), eq(leader.until, endedAt)));
}

const inGroupsOf = (db: Queryable, libraryId: string) =>
  inArray(leader.groupId, db.select({ id: learningGroup.id }).from(learningGroup).where(eq(learningGroup.libraryId, libraryId)));
