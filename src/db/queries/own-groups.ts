/** The groups of one person, with what only that person sees: which moment they are expected at, and who leads. */
import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { leader, learningGroup, membership, momentExpected, organisation, person } from '#src/db/schema/index.ts';

/** Groups this person takes part in: those with colleagues before what they do alone, the one joined last first. */
export async function listOwnGroups(db: Queryable, personId: string) {
  return db
    .select({
      id: learningGroup.id,
      name: learningGroup.name,
      courseId: learningGroup.courseId,
      joinedAt: membership.joinedAt,
      pausedAt: membership.pausedAt,
    })
    .from(membership)
    .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
    .where(and(eq(membership.personId, personId), isNull(membership.leftAt)))
    .orderBy(sql`${learningGroup.kind} = 'open'`, desc(membership.joinedAt), desc(learningGroup.createdAt));
}

/** Groups of this person whose rule of today asks for this module, with their library. */
export async function listGroupsWithModule(db: Queryable, where: { personId: string; moduleId: string }) {
  return db
    .select({ id: learningGroup.id, libraryId: learningGroup.libraryId, libraryName: organisation.name })
    .from(membership)
    .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
    .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
    .where(
      and(
        eq(membership.personId, where.personId),
        isNull(membership.leftAt),
        sql`exists (select 1 from group_rule_item item where item.kind = 'module' and item.ref = ${where.moduleId} and item.rule_id =
          (select r.id from group_rule r where r.group_id = ${learningGroup.id} order by r.seq desc limit 1))`,
      ),
    )
    .orderBy(asc(learningGroup.name));
}

/** Which of these moments this person is expected at. */
export async function listExpectedMoments(
  db: Queryable,
  where: { personId: string; momentIds: readonly string[] },
): Promise<Set<string>> {
  if (where.momentIds.length === 0) return new Set();
  const rows = await db
    .select({ momentId: momentExpected.momentId })
    .from(momentExpected)
    .where(and(eq(momentExpected.personId, where.personId), inArray(momentExpected.momentId, [...where.momentIds])));
  return new Set(rows.map((row) => row.momentId));
}

/** Names of who leads this group today: leaders before substitutes. */
export async function listLeaderNames(db: Queryable, groupId: string, now: Date): Promise<string[]> {
  const rows = await db
    .select({ name: person.name })
    .from(leader)
    .innerJoin(person, eq(person.id, leader.personId))
    .where(
      and(
        eq(leader.groupId, groupId),
        inArray(leader.kind, ['leader', 'substitute']),
        isNull(leader.momentId),
        or(isNull(leader.until), gt(leader.until, now)),
        isNull(person.deactivatedAt),
      ),
    )
    .orderBy(asc(leader.kind), asc(person.name));
  return [...new Set(rows.flatMap((row) => row.name ?? []))];
}
