/** Wishes to be erased, and what ties someone to others. */
import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import {
  account,
  attempt,
  auditEvent,
  calendarFeed,
  employment,
  erasureRequest,
  learningGroup,
  leader,
  lessonCompletion,
  lessonPosition,
  membership,
  organisation,
  person,
  session,
} from '#src/db/schema/index.ts';
import { pageSize } from '#src/domain/list-query.ts';

export type ErasureRow = typeof erasureRequest.$inferSelect;

const isOpen = and(isNull(erasureRequest.withdrawnAt), isNull(erasureRequest.doneAt)) as SQL;

export async function insertErasure(db: Queryable, row: typeof erasureRequest.$inferInsert) {
  await db.insert(erasureRequest).values(row);
}

export async function findOpenErasure(db: Queryable, personId: string): Promise<ErasureRow | null> {
  const [row] = await db
    .select()
    .from(erasureRequest)
    .where(and(eq(erasureRequest.personId, personId), isOpen));
  return row ?? null;
}

export async function findErasure(db: Queryable, id: string): Promise<ErasureRow | null> {
  const [row] = await db.select().from(erasureRequest).where(eq(erasureRequest.id, id));
  return row ?? null;
}

export async function setErasure(db: Queryable, id: string, set: Partial<typeof erasureRequest.$inferInsert>) {
  await db.update(erasureRequest).set(set).where(eq(erasureRequest.id, id));
}

const withPerson = {
  id: erasureRequest.id,
  personId: erasureRequest.personId,
  at: erasureRequest.at,
  dueAt: erasureRequest.dueAt,
  keepsCertificates: erasureRequest.keepsCertificates,
  name: person.name,
  email: account.email,
  accountId: account.id,
};

/** Open wishes, the first due on top; one more than a page. `until`: due by then. */
export async function listOpenErasures(db: Queryable, where: { page?: number; until?: Date } = {}) {
  const rows = db
    .select(withPerson)
    .from(erasureRequest)
    .innerJoin(person, eq(person.id, erasureRequest.personId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(and(isOpen, where.until ? lte(erasureRequest.dueAt, where.until) : undefined))
    .orderBy(asc(erasureRequest.dueAt), asc(erasureRequest.id));
  return where.page === undefined ? rows : rows.limit(pageSize + 1).offset((where.page - 1) * pageSize);
}

export async function countOpenErasures(db: Queryable): Promise<number> {
  const [row] = await db.select({ n: count() }).from(erasureRequest).where(isOpen);
  return row?.n ?? 0;
}

/** When wishes were carried out, the newest first: no names are left. */
export async function listDoneErasures(db: Queryable, limit: number) {
  return db
    .select({ at: erasureRequest.at, doneAt: erasureRequest.doneAt })
    .from(erasureRequest)
    .where(isNotNull(erasureRequest.doneAt))
    .orderBy(desc(erasureRequest.doneAt))
    .limit(limit);
}

/** Open groups that only this person leads. */
export async function listOnlyLed(db: Queryable, personId: string, now: Date) {
  const leadsNow = (who: SQL) =>
    sql`select 1 from ${leader} join ${person} on ${person.id} = ${leader.personId} where ${leader.groupId} = ${learningGroup.id} and ${leader.momentId} is null and ${leader.kind} = 'leader' and (${leader.until} is null or ${leader.until} > ${now.getTime()}) and ${person.deactivatedAt} is null and ${who}`;
  return db
    .select({ id: learningGroup.id, name: learningGroup.name })
    .from(learningGroup)
    .where(
      and(
        isNull(learningGroup.closedAt),
        sql`${learningGroup.id} in (select ${leader.groupId} from ${leader} where ${leader.personId} = ${personId} and ${leader.momentId} is null and ${leader.kind} = 'leader' and (${leader.until} is null or ${leader.until} > ${now.getTime()}))`,
        sql`not exists (${leadsNow(sql`${leader.personId} <> ${personId}`)})`,
      ),
    )
    .orderBy(sql`${learningGroup.name} collate nocase`);
}

export async function isAdministrator(db: Queryable, personId: string, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ id: employment.id })
    .from(employment)
    .where(
      and(
        eq(employment.personId, personId),
        eq(employment.role, 'administrator'),
        or(isNull(employment.until), gt(employment.until, now)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Anything that only someone who uses their account leaves behind, since this moment. */
const usedSince = (since: Date): SQL => {
  const ms = since.getTime();
  return or(
    sql`exists (select 1 from ${session} where ${session.userId} = ${account.id} and ${session.lastSeen} >= ${ms})`,
    sql`exists (select 1 from ${auditEvent} where ${auditEvent.entity} = 'account' and ${auditEvent.entityId} = ${account.id} and ${auditEvent.kind} in ('signIn', 'invited', 'invitationAccepted') and ${auditEvent.at} >= ${ms})`,
    sql`exists (select 1 from ${lessonCompletion} where ${lessonCompletion.personId} = ${person.id} and ${lessonCompletion.at} >= ${ms})`,
    sql`exists (select 1 from ${lessonPosition} where ${lessonPosition.personId} = ${person.id} and ${lessonPosition.at} >= ${ms})`,
    sql`exists (select 1 from ${attempt} where ${attempt.personId} = ${person.id} and ${attempt.startedAt} >= ${ms})`,
    sql`exists (select 1 from ${membership} where ${membership.personId} = ${person.id} and ${membership.joinedAt} >= ${ms})`,
    sql`exists (select 1 from ${employment} where ${employment.personId} = ${person.id} and ${employment.from} >= ${ms})`,
    sql`exists (select 1 from ${calendarFeed} where ${calendarFeed.personId} = ${person.id} and ${calendarFeed.createdAt} >= ${ms})`,
  ) as SQL;
};

const away = (since: Date) =>
  and(
    isNull(person.erasedAt),
    isNull(person.mergedIntoId),
    lt(person.createdAt, since),
    sql`not ${usedSince(since)}`,
    sql`not exists (select 1 from ${erasureRequest} where ${erasureRequest.personId} = ${person.id} and ${erasureRequest.withdrawnAt} is null and ${erasureRequest.doneAt} is null)`,
    // Whoever was asked and stayed, is asked again after as long a time.
    sql`not exists (select 1 from ${erasureRequest} where ${erasureRequest.personId} = ${person.id} and ${erasureRequest.withdrawnAt} >= ${since.getTime()})`,
  );

/** Whether someone used anything takes eight looks: so many people at a time hold nobody up. */
const lookedAtOnce = 500;

/**
 * Who left no trace of use since this day, and is not about to go already: of the next people in order of their id.
 * @returns also where to go on; null after the last
 */
export async function listAway(db: Queryable, since: Date, after: string) {
  const last = await lastOf(db, after);
  const rows =
    last === null
      ? []
      : await db
          .select({ personId: person.id, name: person.name, email: account.email, username: account.username })
          .from(person)
          .innerJoin(account, eq(account.personId, person.id))
          .where(and(gt(person.id, after), lte(person.id, last), away(since)))
          .orderBy(asc(person.id));
  return { rows, next: last };
}

/** The library where each of these people works today; the first by name where there are several. */
export async function listLibraryOfEach(db: Queryable, personIds: readonly string[], now: Date) {
  if (personIds.length === 0) return new Map<string, { id: string; name: string }>();
  const rows = await db
    .select({ personId: employment.personId, id: organisation.id, name: organisation.name })
    .from(employment)
    .innerJoin(organisation, eq(organisation.id, employment.organisationId))
    .where(
      and(
        inArray(employment.personId, [...personIds]),
        eq(organisation.kind, 'library'),
        isNull(organisation.endedAt),
        or(isNull(employment.until), gt(employment.until, now)),
      ),
    )
    .orderBy(desc(organisation.name), desc(organisation.id));
  return new Map(rows.map(({ personId, ...library }) => [personId, library]));
}

/** Administrators today with an address to write to. */
export async function listAdministratorsToMail(db: Queryable, now: Date) {
  const rows = await db
    .selectDistinct({ personId: person.id, name: person.name, email: account.email })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(
        eq(employment.role, 'administrator'),
        lte(employment.from, now),
        or(isNull(employment.until), gt(employment.until, now)),
        isNull(person.deactivatedAt),
        isNull(person.erasedAt),
        isNotNull(account.email),
      ),
    );
  return rows.flatMap(({ email, ...row }) => (email ? [{ ...row, email }] : []));
}

export async function countAway(db: Queryable, since: Date, after: string) {
  const last = await lastOf(db, after);
  if (last === null) return { n: 0, next: null };
  const [row] = await db
    .select({ n: count() })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(and(gt(person.id, after), lte(person.id, last), away(since)));
  return { n: row?.n ?? 0, next: last };
}

/** The id that closes the next piece of people; null where nobody follows. */
async function lastOf(db: Queryable, after: string): Promise<string | null> {
  const piece = db
    .select({ id: person.id })
    .from(person)
    .where(gt(person.id, after))
    .orderBy(asc(person.id))
    .limit(lookedAtOnce)
    .as('piece');
  const [last] = await db.select({ id: sql<string | null>`max(${piece.id})` }).from(piece);
  return last?.id ?? null;
}

export async function wasUsedSince(db: Queryable, personId: string, since: Date): Promise<boolean> {
  const [row] = await db
    .select({ id: person.id })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(and(eq(person.id, personId), usedSince(since)));
  return row !== undefined;
}

/** Who has an account now: for the pages of account. */
export async function countPeople(db: Queryable): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(person)
    .where(and(isNull(person.erasedAt), isNull(person.mergedIntoId)));
  return row?.n ?? 0;
}

/** When this browser signed in. */
export async function findSessionStart(db: Queryable, sessionId: string): Promise<Date | null> {
  const [row] = await db.select({ at: session.createdAt }).from(session).where(eq(session.id, sessionId));
  return row?.at ?? null;
}
