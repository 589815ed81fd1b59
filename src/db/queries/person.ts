/** People as the administrator keeps them: name, e-mail, where they work. Nothing about what they learn. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import {
  account,
  employment,
  learningGroup,
  leader,
  membership,
  oneTimeLink,
  organisation,
  person,
} from '#src/db/schema/index.ts';
import { containing, countLimit, pageSize, type ListQuery } from '#src/domain/list-query.ts';
import { currentEmployment } from './organisation.ts';
import { beenIn, neverIn } from './been-in.ts';

export const personOrders = ['naam', 'email', 'nieuw'] as const;
export type PersonOrder = (typeof personOrders)[number];
export const personStates = ['actief', 'uitgenodigd', 'wacht', 'uitgezet'] as const;

const columns = {
  id: person.id,
  name: person.name,
  email: account.email,
  accountId: account.id,
  /** Has been in. */
  joined: beenIn.mapWith(Boolean),
  deactivatedAt: person.deactivatedAt,
  createdAt: person.createdAt,
};

/** Whoever has no name yet is sorted by e-mail. */
const byName = sql`coalesce(${person.name}, ${account.email}) collate nocase`;
const present = and(isNull(person.erasedAt), isNull(person.mergedIntoId)) as SQL;

/** Invited, never came, and no invitation since this day. */
const waitsSince = (day: Date) =>
  and(
    neverIn,
    isNull(person.deactivatedAt),
    lt(person.createdAt, day),
    sql`not exists (select 1 from ${oneTimeLink} where ${oneTimeLink.accountId} = ${account.id} and ${oneTimeLink.createdAt} >= ${day.getTime()})`,
  ) as SQL;

function inState(state: string | undefined, waitingSince: Date): SQL | undefined {
  if (state === 'actief') return and(beenIn, isNull(person.deactivatedAt));
  if (state === 'uitgenodigd') return and(neverIn, isNull(person.deactivatedAt));
  if (state === 'wacht') return waitsSince(waitingSince);
  return state === 'uitgezet' ? isNotNull(person.deactivatedAt) : undefined;
}

/** @param waitingSince whoever was invited before this day and never came, waits */
export async function listPeople(db: Queryable, query: ListQuery<PersonOrder>, now: Date, waitingSince: Date) {
  const orders: Record<PersonOrder, SQL[]> = {
    naam: [byName, asc(person.id)],
    email: [sql`${account.email}`, asc(person.id)],
    nieuw: [desc(person.createdAt), desc(person.id)],
  };
  const { organisatie, rol, staat } = query.filters;
  const pattern = containing(query.search);
  const where = and(
    present,
    query.search ? sql`(${person.name} like ${pattern} escape '\\' or ${account.email} like ${pattern} escape '\\')` : undefined,
    inState(staat, waitingSince),
    organisatie || rol
      ? inArray(
          person.id,
          db
            .select({ id: employment.personId })
            .from(employment)
            .where(
              and(
                organisatie ? eq(employment.organisationId, organisatie) : undefined,
                rol ? sql`${employment.role} = ${rol}` : undefined,
                currentEmployment(now),
              ),
            ),
        )
      : undefined,
  );
  const rows = await db
    .select(columns)
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(where)
    .orderBy(...orders[query.order])
    .limit(pageSize + 1)
    .offset((query.page - 1) * pageSize);
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(where)
    .limit(countLimit + 1)
    .as('some');
  const [counted] = await db.select({ n: count() }).from(some);
  return { rows, total: counted?.n ?? 0 };
}

export async function countWaiting(db: Queryable, waitingSince: Date): Promise<number> {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(and(present, waitsSince(waitingSince)))
    .limit(countLimit + 1)
    .as('some');
  const [row] = await db.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

export async function findPerson(db: Queryable, personId: string) {
  const [row] = await db
    .select(columns)
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(and(eq(person.id, personId), present));
  return row ?? null;
}

export async function insertPerson(db: Queryable, row: typeof person.$inferInsert, own: typeof account.$inferInsert) {
  await db.insert(person).values(row);
  await db.insert(account).values(own);
}

export async function setDeactivated(db: Queryable, personId: string, at: Date | null) {
  await db.update(person).set({ deactivatedAt: at }).where(eq(person.id, personId));
}

/** Groups this person is in and groups this person leads, closed ones too. */
export async function listGroupsOfPerson(db: Queryable, personId: string, now: Date) {
  const group = {
    id: learningGroup.id,
    name: learningGroup.name,
    libraryId: learningGroup.libraryId,
    libraryName: organisation.name,
    closedAt: learningGroup.closedAt,
  };
  const [memberships, leads] = await Promise.all([
    db
      .select({ ...group, leftAt: membership.leftAt })
      .from(membership)
      .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
      .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
      .where(eq(membership.personId, personId))
      .orderBy(sql`${learningGroup.name} collate nocase`, asc(learningGroup.id)),
    db
      .selectDistinct(group)
      .from(leader)
      .innerJoin(learningGroup, eq(learningGroup.id, leader.groupId))
      .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
      .where(
        and(
          eq(leader.personId, personId),
          isNull(leader.momentId),
          sql`(${leader.until} is null or ${leader.until} > ${now.getTime()})`,
        ),
      )
      .orderBy(sql`${learningGroup.name} collate nocase`, asc(learningGroup.id)),
  ]);
  return { memberships, leads };
}
