/** Which groups a specialist or leader reaches, who is in them and who leads them. */
import { and, asc, count, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import {
  account,
  employment,
  groupRule,
  groupRuleItem,
  leader,
  learningGroup,
  membership,
  organisation,
  person,
} from '#src/db/schema/index.ts';

/** Groups of these libraries, and these groups whatever their library. */
export async function listGroupsInReach(db: Queryable, reach: { libraryIds: readonly string[]; groupIds: readonly string[] }) {
  if (reach.libraryIds.length === 0 && reach.groupIds.length === 0) return [];
  return db
    .select({
      id: learningGroup.id,
      name: learningGroup.name,
      kind: learningGroup.kind,
      courseId: learningGroup.courseId,
      libraryId: learningGroup.libraryId,
      libraryName: organisation.name,
      closedAt: learningGroup.closedAt,
    })
    .from(learningGroup)
    .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
    .where(or(inArray(learningGroup.libraryId, [...reach.libraryIds]), inArray(learningGroup.id, [...reach.groupIds])))
    .orderBy(asc(learningGroup.name));
}

/** Everybody who is or was in these groups, but who was erased. Names may be empty until an invitation is taken up. */
export async function listMembers(db: Queryable, groupIds: readonly string[]) {
  if (groupIds.length === 0) return [];
  return db
    .select({
      groupId: membership.groupId,
      personId: membership.personId,
      name: person.name,
      email: account.email,
      joinedAt: membership.joinedAt,
      pausedAt: membership.pausedAt,
      leftAt: membership.leftAt,
      deactivatedAt: person.deactivatedAt,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .leftJoin(account, eq(account.personId, membership.personId))
    .where(and(inArray(membership.groupId, [...groupIds]), isNull(person.erasedAt)));
}

/** Who leads these groups today; guests are no leaders. */
export async function listLeaders(db: Queryable, groupIds: readonly string[], now: Date) {
  if (groupIds.length === 0) return [];
  return db
    .select({
      groupId: leader.groupId,
      personId: leader.personId,
      kind: leader.kind,
      name: person.name,
      email: account.email,
      deactivatedAt: person.deactivatedAt,
    })
    .from(leader)
    .innerJoin(person, eq(person.id, leader.personId))
    .leftJoin(account, eq(account.personId, leader.personId))
    .where(
      and(
        inArray(leader.groupId, [...groupIds]),
        isNull(leader.momentId),
        ne(leader.kind, 'guest'),
        or(isNull(leader.until), gt(leader.until, now)),
      ),
    );
}

/** The specialists of a library today, for what a group without a leader must hear. */
export async function listSpecialists(db: Queryable, libraryId: string, now: Date) {
  return db
    .select({ personId: employment.personId, name: person.name, email: account.email, deactivatedAt: person.deactivatedAt })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .leftJoin(account, eq(account.personId, employment.personId))
    .where(
      and(
        eq(employment.organisationId, libraryId),
        eq(employment.role, 'educationSpecialist'),
        or(isNull(employment.until), gt(employment.until, now)),
      ),
    );
}

/** Per rule of these groups, oldest first: its award and how many meetings it asks. */
export async function listRuleAwards(db: Queryable, groupIds: readonly string[]) {
  if (groupIds.length === 0) return [];
  return db
    .select({ groupId: groupRule.groupId, award: groupRule.award, meetings: count(groupRuleItem.id) })
    .from(groupRule)
    .leftJoin(groupRuleItem, and(eq(groupRuleItem.ruleId, groupRule.id), eq(groupRuleItem.kind, 'meeting')))
    .where(inArray(groupRule.groupId, [...groupIds]))
    .groupBy(groupRule.id)
    .orderBy(asc(groupRule.seq));
}
