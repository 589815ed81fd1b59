/** Lists of people: who is there already, and letting many in at once (a statement for some hundreds of rows each). */
import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import {
  account,
  certificate,
  certificateName,
  employment,
  membership,
  oneTimeLink,
  peopleImport,
  person,
  session,
} from '#src/db/schema/index.ts';
import type { KeptList, LineCounts } from '#src/domain/people-list.ts';
import { beenIn } from './been-in.ts';

/** One value for a whole list: a statement that doesn't grow with it. */
const among = (column: AnyColumn, values: readonly string[]): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;

/** Whose accounts these are; of who was merged the person they are now. */
export async function listKnownPeople(db: Queryable, by: 'email' | 'username', values: readonly string[]) {
  if (values.length === 0) return [];
  const owner = alias(person, 'owner');
  return db
    .select({
      email: account.email,
      username: account.username,
      personId: person.id,
      name: person.name,
      joined: beenIn.mapWith(Boolean),
      deactivatedAt: person.deactivatedAt,
      erasedAt: person.erasedAt,
    })
    .from(account)
    .innerJoin(owner, eq(owner.id, account.personId))
    .innerJoin(person, eq(person.id, sql`coalesce(${owner.mergedIntoId}, ${owner.id})`))
    .where(among(account[by], values));
}

/** The jobs that these people have at a library today, the oldest first. */
export async function listJobsAmong(db: Queryable, where: { libraryId: string; personIds: readonly string[]; now: Date }) {
  if (where.personIds.length === 0) return [];
  return db
    .select({ id: employment.id, personId: employment.personId, role: employment.role, branchId: employment.branchId })
    .from(employment)
    .where(
      and(
        among(employment.personId, where.personIds),
        // The plus keeps SQLite from going through everyone of the library for each few hundred people.
        sql`+${employment.organisationId} = ${where.libraryId}`,
        lte(employment.from, where.now),
        or(isNull(employment.until), gt(employment.until, where.now)),
      ),
    )
    .orderBy(asc(employment.from), asc(employment.id));
}

/** Which of these people are, or were, in which of these groups. */
export async function listMembershipsAmong(db: Queryable, where: { groupIds: readonly string[]; personIds: readonly string[] }) {
  if (where.groupIds.length === 0 || where.personIds.length === 0) return [];
  return db
    .select({ id: membership.id, personId: membership.personId, groupId: membership.groupId, leftAt: membership.leftAt })
    .from(membership)
    .where(
      and(
        sql`+${membership.groupId} in (select value from json_each(${JSON.stringify(where.groupIds)}))`,
        among(membership.personId, where.personIds),
      ),
    );
}

export async function insertPeople(
  db: Queryable,
  people: (typeof person.$inferInsert)[],
  accounts: (typeof account.$inferInsert)[],
) {
  await insertRows(db, person, people);
  await insertRows(db, account, accounts);
}

export async function insertEmployments(db: Queryable, rows: (typeof employment.$inferInsert)[]) {
  await insertRows(db, employment, rows);
}

export async function insertMemberships(db: Queryable, rows: (typeof membership.$inferInsert)[]) {
  await insertRows(db, membership, rows);
}

export async function insertLinks(db: Queryable, rows: (typeof oneTimeLink.$inferInsert)[]) {
  await insertRows(db, oneTimeLink, rows);
}

/** @param changes pairs of an employment and the branch it goes to */
export async function setBranches(db: Queryable, changes: readonly (readonly [employmentId: string, branchId: string])[]) {
  if (changes.length > 0)
    await db.run(
      sql`update ${employment} set branch_id = j.value->>1 from json_each(${JSON.stringify(changes)}) as j where ${employment.id} = j.value->>0`,
    );
}

/** @param changes pairs of a person and their new name, which comes on their certificates too */
export async function renamePeople(db: Queryable, changes: readonly (readonly [personId: string, name: string])[], at: Date) {
  if (changes.length === 0) return;
  const list = JSON.stringify(changes);
  await db.run(sql`update ${person} set name = j.value->>1 from json_each(${list}) as j where ${person.id} = j.value->>0`);
  const names = new Map(changes);
  const held = await db
    .select({ id: certificate.id, personId: certificate.personId })
    .from(certificate)
    .where(among(certificate.personId, [...names.keys()]));
  const rows = held.flatMap(({ id, personId }) => {
    const name = personId === null ? undefined : names.get(personId);
    return name === undefined ? [] : [{ certificateId: id, name, at }];
  });
  await insertRows(db, certificateName, rows);
}

/** Signs these people out: what they may do has changed. */
export async function lapseSessionsOf(db: Queryable, personIds: readonly string[]) {
  if (personIds.length === 0) return;
  const accounts = db.select({ id: account.id }).from(account).where(among(account.personId, personIds));
  await db
    .update(session)
    .set({ absoluteUntil: new Date(0) })
    .where(inArray(session.userId, accounts));
}

export async function rejoinAll(db: Queryable, membershipIds: readonly string[]) {
  if (membershipIds.length > 0)
    await db.update(membership).set({ leftAt: null, pausedAt: null }).where(among(membership.id, membershipIds));
}

type ImportRow = typeof peopleImport.$inferSelect;
export type KeptImport = Omit<ImportRow, 'rows' | 'counts'> & { rows: KeptList | null; counts: LineCounts };

/** Lists of this person that were looked at and not let in: a new one comes in their place. */
export async function deleteOpenImports(db: Queryable, where: { libraryId: string; byId: string }) {
  await db
    .delete(peopleImport)
    .where(and(eq(peopleImport.libraryId, where.libraryId), eq(peopleImport.byId, where.byId), isNull(peopleImport.appliedAt)));
}

export async function insertImport(db: Queryable, row: typeof peopleImport.$inferInsert) {
  await db.insert(peopleImport).values(row);
}

export async function findImport(db: Queryable, id: string): Promise<KeptImport | null> {
  const [row] = await db.select().from(peopleImport).where(eq(peopleImport.id, id));
  return (row as KeptImport | undefined) ?? null;
}

/** Whose list it is and for which library, without who is on it. */
export async function findImportHead(db: Queryable, id: string) {
  const [row] = await db
    .select({ libraryId: peopleImport.libraryId, byId: peopleImport.byId })
    .from(peopleImport)
    .where(eq(peopleImport.id, id));
  return row ?? null;
}

export async function keepImport(db: Queryable, id: string, set: { rows: KeptList; counts: LineCounts }) {
  await db.update(peopleImport).set(set).where(eq(peopleImport.id, id));
}

/** It counts from now on; who was on it is no longer kept here. */
export async function finishImport(db: Queryable, id: string, at: Date) {
  await db.update(peopleImport).set({ appliedAt: at, rows: null }).where(eq(peopleImport.id, id));
}

/** What was let in at a library, the newest first. */
export async function listFinishedImports(db: Queryable, libraryId: string, limit: number) {
  return db
    .select({ at: peopleImport.appliedAt, counts: peopleImport.counts, byName: person.name })
    .from(peopleImport)
    .leftJoin(person, eq(person.id, peopleImport.byId))
    .where(and(eq(peopleImport.libraryId, libraryId), sql`${peopleImport.appliedAt} is not null`))
    .orderBy(desc(peopleImport.appliedAt))
    .limit(limit);
}
