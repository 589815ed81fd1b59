/** Who is in a group, and who can be put in it or lead it. */
import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, auditEvent, employment, learningGroup, leader, membership, person } from '#src/db/schema/index.ts';
import { containing, countLimit, pageSize, type ListQuery } from '#src/domain/list-query.ts';
import { currentEmployment } from './organisation.ts';
import { beenIn } from './been-in.ts';

const byName = sql`coalesce(${person.name}, ${account.email}) collate nocase`;

export async function findMembership(db: Queryable, groupId: string, personId: string) {
  const [row] = await db
    .select()
    .from(membership)
    .where(and(eq(membership.groupId, groupId), eq(membership.personId, personId)));
  return row ?? null;
}

export async function insertMembership(db: Queryable, row: typeof membership.$inferInsert) {
  await db.insert(membership).values(row);
}

export async function setLeft(db: Queryable, membershipIds: readonly string[], leftAt: Date | null) {
  if (membershipIds.length > 0)
    await db
      .update(membership)
      .set({ leftAt })
      .where(inArray(membership.id, [...membershipIds]));
}

/** Back in the group, and no longer taking a rest. */
export async function rejoin(db: Queryable, membershipId: string) {
  await db.update(membership).set({ leftAt: null, pausedAt: null }).where(eq(membership.id, membershipId));
}

export async function setPaused(db: Queryable, membershipId: string, pausedAt: Date | null) {
  await db.update(membership).set({ pausedAt }).where(eq(membership.id, membershipId));
}

/** What to know of the members of a group for inviting them: what they sign in with, and whether they have been in. */
export async function listToInvite(db: Queryable, groupId: string) {
  return db
    .select({
      personId: person.id,
      name: person.name,
      accountId: account.id,
      email: account.email,
      username: account.username,
      joined: beenIn.mapWith(Boolean),
      deactivatedAt: person.deactivatedAt,
      joinedAt: membership.joinedAt,
      pausedAt: membership.pausedAt,
      leftAt: membership.leftAt,
      /** When an invitation or card was last made for them. */
      invitedAt: sql<
        number | null
      >`(select max(${auditEvent.at}) from ${auditEvent} where ${auditEvent.entity} = 'account' and ${auditEvent.entityId} = ${account.id} and ${auditEvent.kind} = 'invited')`.mapWith(
        (value: number) => new Date(value),
      ),
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(eq(membership.groupId, groupId))
    .orderBy(byName, asc(person.id));
}

export const memberOrders = ['naam', 'nieuw'] as const;
export type MemberOrder = (typeof memberOrders)[number];

/** Who is in the group, or was (`staat=weg`), as the address asks. */
export async function listGroupMembers(db: Queryable, groupId: string, query: ListQuery<MemberOrder>) {
  const pattern = containing(query.search);
  const where = and(
    eq(membership.groupId, groupId),
    query.filters.staat === 'weg' ? isNotNull(membership.leftAt) : isNull(membership.leftAt),
    query.search ? sql`(${person.name} like ${pattern} escape '\\' or ${account.email} like ${pattern} escape '\\')` : undefined,
  );
  const rows = await db
    .select({
      personId: person.id,
      name: person.name,
      email: account.email,
      joined: beenIn.mapWith(Boolean),
      deactivatedAt: person.deactivatedAt,
      joinedAt: membership.joinedAt,
      leftAt: membership.leftAt,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(where)
    .orderBy(...(query.order === 'nieuw' ? [desc(membership.joinedAt)] : [byName]), asc(person.id))
    .limit(pageSize + 1)
    .offset((query.page - 1) * pageSize);
  const [counted] = await db
    .select({ n: count() })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(where);
  return { rows, total: counted?.n ?? 0 };
}

/** How many are in the group now, and how many left. */
export async function countMembers(db: Queryable, groupId: string): Promise<{ active: number; left: number }> {
  const [row] = await db
    .select({ all: count(), active: sql<number>`coalesce(sum(${membership.leftAt} is null), 0)` })
    .from(membership)
    .where(eq(membership.groupId, groupId));
  return { active: row?.active ?? 0, left: (row?.all ?? 0) - (row?.active ?? 0) };
}

/** What ties a person to the groups of one library: memberships that run, and leading that runs (of one moment too). */
export async function listTies(db: Queryable, where: { personId: string; libraryId: string; now: Date }) {
  const [memberships, leads] = await Promise.all([
    db
      .select({ id: membership.id, groupId: learningGroup.id, groupName: learningGroup.name })
      .from(membership)
      .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
      .where(
        and(
          eq(membership.personId, where.personId),
          eq(learningGroup.libraryId, where.libraryId),
          isNull(membership.leftAt),
          isNull(learningGroup.closedAt),
        ),
      )
      .orderBy(sql`${learningGroup.name} collate nocase`),
    db
      .select({ id: leader.id, groupId: learningGroup.id, groupName: learningGroup.name })
      .from(leader)
      .innerJoin(learningGroup, eq(learningGroup.id, leader.groupId))
      .where(
        and(
          eq(leader.personId, where.personId),
          eq(learningGroup.libraryId, where.libraryId),
          or(isNull(leader.until), gt(leader.until, where.now)),
        ),
      )
      .orderBy(sql`${learningGroup.name} collate nocase`),
  ]);
  return { memberships, leads };
}

/**
 * People who work at a library now and can still be chosen for a group: as a member, or as a leader.
 * Those with the role of specialist come first where leaders are chosen.
 */
export async function listCandidates(
  db: Queryable,
  where: { libraryId: string; groupId: string; as: 'member' | 'leader'; search: string; page: number; now: Date },
) {
  const pattern = containing(where.search);
  // Who works there is looked up once: asked person by person, SQLite reads the whole library for each.
  const here = (role?: 'educationSpecialist') =>
    db
      .select({ id: employment.personId })
      .from(employment)
      .where(
        and(
          eq(employment.organisationId, where.libraryId),
          role ? eq(employment.role, role) : undefined,
          currentEmployment(where.now),
        ),
      );
  const already =
    where.as === 'member'
      ? db
          .select({ id: membership.personId })
          .from(membership)
          .where(and(eq(membership.groupId, where.groupId), isNull(membership.leftAt)))
      : db
          .select({ id: leader.personId })
          .from(leader)
          .where(
            and(
              eq(leader.groupId, where.groupId),
              isNull(leader.momentId),
              eq(leader.kind, 'leader'),
              or(isNull(leader.until), gt(leader.until, where.now)),
            ),
          );
  const specialist = inArray(person.id, here('educationSpecialist'));
  const condition = and(
    isNull(person.deactivatedAt),
    isNull(person.erasedAt),
    isNull(person.mergedIntoId),
    inArray(person.id, here()),
    notInArray(person.id, already),
    where.search ? sql`(${person.name} like ${pattern} escape '\\' or ${account.email} like ${pattern} escape '\\')` : undefined,
  );
  const rows = await db
    .select({
      personId: person.id,
      name: person.name,
      email: account.email,
      specialist: sql<number>`${specialist}`.mapWith(Boolean),
    })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(condition)
    .orderBy(...(where.as === 'leader' ? [sql`${specialist} desc`] : []), byName, asc(person.id))
    .limit(pageSize + 1)
    .offset((where.page - 1) * pageSize);
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(condition)
    .limit(countLimit + 1)
    .as('some');
  const [counted] = await db.select({ n: sql<number>`count(*)` }).from(some);
  return { rows, total: counted?.n ?? 0 };
}
