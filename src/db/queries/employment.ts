/** Who works where, in which role, from when until when. */
import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, branch, employment, organisation, person } from '#src/db/schema/index.ts';
import type { Role } from '#src/domain/roles.ts';
import { currentEmployment } from './organisation.ts';
import { beenIn } from './been-in.ts';

export type EmploymentRow = typeof employment.$inferSelect;

export async function insertEmployment(db: Queryable, row: typeof employment.$inferInsert) {
  await db.insert(employment).values(row);
}

export async function findEmployment(db: Queryable, id: string): Promise<EmploymentRow | null> {
  const [row] = await db.select().from(employment).where(eq(employment.id, id));
  return row ?? null;
}

/** All employments of these people, past ones too, with the names of organisation and branch. */
export async function listEmployments(db: Queryable, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return db
    .select({
      id: employment.id,
      personId: employment.personId,
      role: employment.role,
      organisationId: employment.organisationId,
      organisationName: organisation.name,
      organisationKind: organisation.kind,
      branchName: branch.name,
      from: employment.from,
      until: employment.until,
    })
    .from(employment)
    .innerJoin(organisation, eq(organisation.id, employment.organisationId))
    .leftJoin(branch, eq(branch.id, employment.branchId))
    .where(inArray(employment.personId, [...personIds]))
    .orderBy(sql`${organisation.name} collate nocase`, asc(employment.role), asc(employment.from), asc(employment.id));
}

/** The current employment of a person in this role here; null when there is none. */
export async function findCurrentEmployment(
  db: Queryable,
  where: { personId: string; organisationId: string; role?: Role; now: Date },
): Promise<EmploymentRow | null> {
  const [row] = await db
    .select()
    .from(employment)
    .where(
      and(
        eq(employment.personId, where.personId),
        eq(employment.organisationId, where.organisationId),
        where.role ? eq(employment.role, where.role) : undefined,
        currentEmployment(where.now),
      ),
    )
    .limit(1);
  return row ?? null;
}

/** Everyone who works here now, with their account. */
export async function listCurrentEmploymentsAt(db: Queryable, organisationId: string, now: Date) {
  return db
    .select({ id: employment.id, personId: employment.personId, role: employment.role, accountId: account.id })
    .from(employment)
    .leftJoin(account, eq(account.personId, employment.personId))
    .where(and(eq(employment.organisationId, organisationId), currentEmployment(now)));
}

/** Employments here that ended at exactly this moment: those that ended with the organisation. */
export async function listEndedWith(db: Queryable, organisationId: string, endedAt: Date) {
  return db
    .select({ id: employment.id, personId: employment.personId, role: employment.role })
    .from(employment)
    .where(and(eq(employment.organisationId, organisationId), eq(employment.until, endedAt)));
}

/** Of people who have no job at a library any more since this moment or later, but are still in a group there or lead one. */
export async function listRunOut(db: Queryable, where: { since: Date; now: Date }) {
  const now = where.now.getTime();
  return db
    .select({ id: employment.id, personId: employment.personId, organisationId: employment.organisationId })
    .from(employment)
    .innerJoin(organisation, eq(organisation.id, employment.organisationId))
    .where(
      and(
        gt(employment.until, where.since),
        lte(employment.until, where.now),
        isNull(organisation.endedAt),
        sql`not exists (select 1 from employment other where other.person_id = ${employment.personId}
          and other.organisation_id = ${employment.organisationId}
          and (other.until is null or other.until > max(${now}, other."from")))`,
        sql`(exists (select 1 from membership m join learning_group g on g.id = m.group_id
            where m.person_id = ${employment.personId} and g.library_id = ${employment.organisationId}
            and m.left_at is null and g.closed_at is null)
          or exists (select 1 from leader l join learning_group g on g.id = l.group_id
            where l.person_id = ${employment.personId} and g.library_id = ${employment.organisationId}
            and (l.until is null or l.until > ${now})))`,
      ),
    )
    .orderBy(asc(employment.until));
}

export async function setEmploymentUntil(db: Queryable, ids: readonly string[], until: Date | null) {
  if (ids.length > 0)
    await db
      .update(employment)
      .set({ until })
      .where(inArray(employment.id, [...ids]));
}

/** Administrators beside this person who can sign in today. */
export async function countOtherAdministrators(db: Queryable, personId: string, now: Date): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(distinct ${employment.personId})` })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(
        eq(employment.role, 'administrator'),
        ne(employment.personId, personId),
        or(isNull(employment.until), gt(employment.until, now)),
        isNull(person.deactivatedAt),
        beenIn,
      ),
    );
  return row?.n ?? 0;
}
