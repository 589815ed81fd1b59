/** Who someone can ask for help. */
import { and, asc, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { employment, leader, learningGroup, membership, organisation, person } from '#src/db/schema/index.ts';

const present = and(isNull(person.deactivatedAt), isNull(person.erasedAt));

/** Who leads the groups that this person takes part in, by group. */
export async function listLeadersOfMember(db: Queryable, personId: string, now: Date) {
  return db
    .select({ personId: person.id, name: person.name, groupName: learningGroup.name })
    .from(membership)
    .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
    .innerJoin(leader, eq(leader.groupId, membership.groupId))
    .innerJoin(person, eq(person.id, leader.personId))
    .where(
      and(
        eq(membership.personId, personId),
        isNull(membership.leftAt),
        isNull(learningGroup.closedAt),
        isNull(leader.momentId),
        ne(leader.kind, 'guest'),
        lte(leader.from, now),
        or(isNull(leader.until), gt(leader.until, now)),
        present,
      ),
    )
    .orderBy(asc(learningGroup.name), asc(person.name));
}

/** The specialists of these organisations today. */
export async function listSpecialists(db: Queryable, organisationIds: readonly string[], now: Date) {
  if (organisationIds.length === 0) return [];
  return db
    .selectDistinct({ personId: person.id, name: person.name, organisationName: organisation.name })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .innerJoin(organisation, eq(organisation.id, employment.organisationId))
    .where(
      and(
        inArray(employment.organisationId, [...organisationIds]),
        eq(employment.role, 'educationSpecialist'),
        lte(employment.from, now),
        or(isNull(employment.until), gt(employment.until, now)),
        present,
      ),
    )
    .orderBy(asc(organisation.name), asc(person.name));
}
