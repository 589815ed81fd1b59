/** Erases someone from every table, by the rules of src/db/personal-data.ts. */
import { and, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Transaction } from '#src/db/client.ts';
import { account, auditEvent, buddyPair, employment, membership, outbox, person, personMerge } from '#src/db/schema/index.ts';
import { isOf, ofPeople, personalTables, recorders, type PersonalTable } from './personal.ts';

export interface ErasePerson {
  /** The person, and whoever turned out to be the same. */
  personIds: readonly string[];
  /** A new number for what counts on in figures; it leads to nobody. */
  facelessId: string;
  /** Certificates stay verifiable with the name on them. */
  keepsCertificates: boolean;
  now: Date;
}

const day = 86_400_000;

/** Part of one transaction: all of it, or nothing. Whether it may happen is for the caller. */
export async function erasePersonRows(tx: Transaction, given: ErasePerson): Promise<void> {
  const { personIds, facelessId, now } = given;
  await clearTraces(tx, personIds);
  await letTriosGoOn(tx, personIds);
  await tx.insert(person).values({ id: facelessId, createdAt: startOfDay(now), erasedAt: startOfDay(now) });
  for (const found of personalTables) {
    for (const column of recorders(found)) await clearPointer(tx, found, column, personIds);
    await eraseRows(tx, found, given);
  }
  await tx
    .update(membership)
    .set({ leftAt: startOfDay(now) })
    .where(and(eq(membership.personId, facelessId), isNull(membership.leftAt)));
  await tx
    .update(person)
    .set({ erasedAt: now })
    .where(inArray(person.id, [...personIds]));
}

async function eraseRows(tx: Transaction, found: PersonalTable, given: ErasePerson): Promise<void> {
  const { rule, table } = found;
  const theirs = ofPeople(tx, found, given.personIds);
  const { erase } = rule;
  if (rule.of.length === 0) return;
  if (erase.rows === 'gone') {
    await tx.delete(table).where(theirs);
    return;
  }
  const keepsName = found.name === 'certificate_name' && given.keepsCertificates;
  const empty = keepsName ? [] : (erase.empty ?? []);
  if (empty.length > 0) await tx.run(sql`update ${table} set ${join(empty.map((name) => blank(found, name)))} where ${theirs}`);
  if (erase.rows === 'stay') for (const column of rule.of) await clearPointer(tx, found, column, given.personIds);
  if (erase.rows === 'faceless') await loseFace(tx, found, given);
}

/** Columns of an update are named without their table. */
const bare = (column: SQLiteColumn) => sql.identifier(column.name);
const join = (parts: SQL[]) => sql.join(parts, sql`, `);

function blank(found: PersonalTable, name: string): SQL {
  const column = columnOf(found, name);
  return sql`${bare(column)} = ${column.notNull ? sql`''` : sql`null`}`;
}

function columnOf(found: PersonalTable, name: string): SQLiteColumn {
  const column = found.columns.get(name);
  if (!column) throw new Error(`${found.name} has no ${name}`);
  return column;
}

/** Empties a column that points at the person; one that points at a row of theirs says nothing by itself. */
async function clearPointer(tx: Transaction, found: PersonalTable, name: string, personIds: readonly string[]): Promise<void> {
  if (found.points.get(name)?.name !== 'person') return;
  const column = columnOf(found, name);
  await tx.run(sql`update ${found.table} set ${bare(column)} = null where ${isOf(tx, found, name, personIds)}`);
}

/** The rows go on under a number that leads to nobody, with days in the place of times. */
async function loseFace(tx: Transaction, found: PersonalTable, { personIds, facelessId }: ErasePerson): Promise<void> {
  const times = [...found.columns.values()].filter((column) => column.columnType === 'SQLiteTimestamp');
  for (const name of found.rule.of) {
    const theirs = isOf(tx, found, name, personIds);
    const set = [
      sql`${bare(columnOf(found, name))} = ${facelessId}`,
      ...times.map((column) => sql`${bare(column)} = ${bare(column)} - ${bare(column)} % ${sql.raw(String(day))}`),
    ];
    // Where two accounts of one person both had the row, one of them counts.
    await tx.run(sql`update or ignore ${found.table} set ${join(set)} where ${theirs}`);
    await tx.delete(found.table).where(theirs);
  }
}

const startOfDay = (at: Date) => new Date(Math.floor(at.getTime() / day) * day);

/** Every kind of thing that the log is about, by hops along the index: so that a number in it is found without reading it all. */
const entities = sql`
  with recursive kind(name) as (
    select min(entity) from audit_event
    union all
    select (select min(entity) from audit_event where entity > kind.name) from kind where kind.name is not null)
  select name from kind where name is not null`;

/** What names someone without pointing: mail to or about their address, and the numbers in the audit trail. */
async function clearTraces(tx: Transaction, personIds: readonly string[]): Promise<void> {
  const accounts = await tx
    .select({ id: account.id, email: account.email, username: account.username })
    .from(account)
    .where(inArray(account.personId, [...personIds]));
  for (const { email } of accounts)
    if (email) await tx.delete(outbox).where(sql`instr(${outbox.payload}, ${JSON.stringify(email)}) > 0`);
  const jobs = await tx
    .select({ id: employment.id })
    .from(employment)
    .where(inArray(employment.personId, [...personIds]));
  const numbers = [...personIds, ...accounts.map(({ id }) => id), ...jobs.map(({ id }) => id)];
  await tx
    .update(auditEvent)
    .set({ entityId: '' })
    .where(and(sql`${auditEvent.entity} in (${entities})`, inArray(auditEvent.entityId, numbers)));
  // Rows that moved or went when others were joined can name this person too (a buddy): that joining can't be undone any more.
  await tx
    .update(personMerge)
    .set({ moved: {} })
    .where(or(...numbers.map((id) => sql`instr(${personMerge.moved}, ${JSON.stringify(id)}) > 0`)));
  await tx
    .update(auditEvent)
    .set({ entityId: '' })
    .where(and(eq(auditEvent.entity, 'page'), or(...personIds.map((id) => sql`instr(${auditEvent.entityId}, ${id}) > 0`))));
}

/** Of three who were buddies, the other two go on together. */
async function letTriosGoOn(tx: Transaction, personIds: readonly string[]): Promise<void> {
  const ids = [...personIds];
  await tx.update(buddyPair).set({ thirdId: null }).where(inArray(buddyPair.thirdId, ids));
  for (const [key, column] of [
    ['firstId', buddyPair.firstId],
    ['secondId', buddyPair.secondId],
  ] as const)
    await tx
      .update(buddyPair)
      .set({ [key]: sql`${buddyPair.thirdId}`, thirdId: null })
      .where(and(inArray(column, ids), isNotNull(buddyPair.thirdId)));
}
