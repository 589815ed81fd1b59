/** Joining two accounts of one person, and taking that back: rows as the database keeps them. */
import { and, desc, eq, gt, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { references, type PersonTable } from '#src/db/queries/person-links.ts';
import {
  account,
  attendanceMark,
  certificate,
  certificateRevocation,
  erasureRequest,
  learningGroup,
  makeUp,
  meeting,
  moment,
  oneTimeLink,
  person,
  personMerge,
} from '#src/db/schema/index.ts';
import type { MergeTable, Pair, Raw, RawRow, Step } from '#src/domain/person-merge.ts';

const name = (column: string) => sql.identifier(column);
const matches = (row: RawRow): SQL =>
  sql.join(
    Object.entries(row).map(([column, value]) => sql`${name(column)} is ${value}`),
    sql` and `,
  );

/** Every row of a table that names one of the two, with whether each of its rules about "once" is about it. */
export async function readMergeTable(db: Queryable, table: PersonTable, pair: Pair): Promise<MergeTable> {
  const holds = table.unique.map(({ where }, nr) => sql`${where ?? sql`1`} as ${name(`holds ${nr}`)}`);
  const named = table.columns.map((column) => sql`${name(column)} in (${pair.keptId}, ${pair.goneId})`);
  const found = await db.all<RawRow>(
    sql`select *, ${sql.join([sql`1 as ${name('holds')}`, ...holds], sql`, `)} from ${table.table} where ${sql.join(named, sql` or `)}`,
  );
  const facts = new Map<RawRow, RawRow>();
  const rows = found.map((row) => {
    const own = Object.fromEntries(Object.entries(row).filter(([column]) => !column.startsWith('holds')));
    facts.set(own, row);
    return own;
  });
  return {
    name: table.name,
    keys: table.keys,
    columns: table.columns,
    unique: table.unique.map(({ columns }, nr) => ({ columns, holds: (row) => facts.get(row)?.[`holds ${nr}`] === 1 })),
    rows,
  };
}

/** Rows of other tables that can't do without this one, or point at it. */
export async function readChildren(db: Queryable, table: string, row: RawRow) {
  const children: { table: string; keys: string[]; column: string; nullable: boolean; row: RawRow }[] = [];
  for (const { table: child, keys, column, toColumn, nullable } of references.filter((r) => r.to === table)) {
    const found = await db.all<RawRow>(sql`select * from ${name(child)} where ${name(column)} = ${row[toColumn] ?? null}`);
    children.push(...found.map((own) => ({ table: child, keys, column, nullable, row: { ...own } })));
  }
  return children;
}

/** Does one step. */
export async function takeStep(db: Queryable, step: Step) {
  if (step.do === 'remove') await db.run(sql`delete from ${name(step.table)} where ${matches(step.row)}`);
  if (step.do === 'change')
    await db.run(sql`update ${name(step.table)} set ${assignments(step.after)} where ${matches(step.key)}`);
}

const assignments = (values: RawRow): SQL =>
  sql.join(
    Object.entries(values).map(([column, value]) => sql`${name(column)} = ${value}`),
    sql`, `,
  );

/** The column is left as it is where it says something else by now. A row that is gone stays gone. */
export async function takeBackStep(db: Queryable, step: Step) {
  if (step.do === 'add') await db.run(sql`delete from ${name(step.table)} where ${matches(step.key)}`);
  if (step.do === 'remove') {
    const columns = Object.keys(step.row);
    await db.run(
      sql`insert into ${name(step.table)} (${sql.join(columns.map(name), sql`, `)}) values (${sql.join(
        columns.map((column) => sql`${step.row[column] ?? null}`),
        sql`, `,
      )})`,
    );
  }
  if (step.do !== 'change') return;
  const now = { ...step.key, ...pick(step.after, Object.keys(step.key)) };
  const [row] = await db.all<RawRow>(sql`select * from ${name(step.table)} where ${matches(now)}`);
  if (!row) return;
  const back = Object.entries(step.before).filter(([column]) => row[column] === step.after[column]);
  if (back.length === 0) return;
  await db.run(sql`update ${name(step.table)} set ${assignments(Object.fromEntries(back))} where ${matches(now)}`);
}

const pick = (row: RawRow, columns: readonly string[]): Record<string, Raw> =>
  Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column)));

export async function exists(db: Queryable, table: string, key: RawRow): Promise<boolean> {
  const rows = await db.all(sql`select 1 from ${name(table)} where ${matches(key)} limit 1`);
  return rows.length > 0;
}

const side = {
  id: person.id,
  name: person.name,
  mergedIntoId: person.mergedIntoId,
  deactivatedAt: person.deactivatedAt,
  erasedAt: person.erasedAt,
  createdAt: person.createdAt,
  accountId: account.id,
  email: account.email,
  username: account.username,
  passwordHash: account.passwordHash,
};

/** A person with their account, merged or not. */
export async function findSide(db: Queryable, personId: string) {
  const [row] = await db
    .select(side)
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(eq(person.id, personId));
  return row ?? null;
}

/** In whom this person was joined; null for who wasn't. */
export async function findMergedInto(db: Queryable, personId: string): Promise<string | null> {
  const [row] = await db.select({ id: person.mergedIntoId }).from(person).where(eq(person.id, personId));
  return row?.id ?? null;
}

/** Exchanges what two accounts sign in with: address, user name and password. Twice is as it was. */
export async function swapLogins(db: Queryable, a: string, b: string) {
  const found = await db
    .select()
    .from(account)
    .where(inArray(account.id, [a, b]));
  const [first, second] = [found.find((row) => row.id === a), found.find((row) => row.id === b)];
  if (!first || !second) throw new Error('both have an account');
  const login = ({ email, username, passwordHash }: typeof first) => ({ email, username, passwordHash });
  // Both are there once, so that one has to stand aside for a moment.
  await db
    .update(account)
    .set({ email: null, username: `~${a}`, passwordHash: null })
    .where(eq(account.id, a));
  await db.update(account).set(login(first)).where(eq(account.id, b));
  await db.update(account).set(login(second)).where(eq(account.id, a));
}

export async function insertMerge(db: Queryable, row: typeof personMerge.$inferInsert) {
  await db.insert(personMerge).values(row);
}

export async function findMerge(db: Queryable, id: string) {
  const [row] = await db.select().from(personMerge).where(eq(personMerge.id, id));
  return row ?? null;
}

export async function setMergeUndone(db: Queryable, id: string, at: Date) {
  await db.update(personMerge).set({ undoneAt: at, moved: {} }).where(eq(personMerge.id, id));
}

/** Merges into this person that may still be undone, the newest first. */
export async function listMerges(db: Queryable, keptId: string, since: Date) {
  return db
    .select({ id: personMerge.id, at: personMerge.at, name: person.name, email: account.email, username: account.username })
    .from(personMerge)
    .innerJoin(person, eq(person.id, personMerge.goneId))
    .innerJoin(account, eq(account.personId, personMerge.goneId))
    .where(and(eq(personMerge.keptId, keptId), isNull(personMerge.undoneAt), gt(personMerge.at, since)))
    .orderBy(desc(personMerge.at));
}

/** Was one of these joined with somebody else afterwards? */
export async function hasLaterMerge(db: Queryable, merge: typeof personMerge.$inferSelect): Promise<boolean> {
  const either = [merge.keptId, merge.goneId];
  const rows = await db
    .select({ id: personMerge.id, at: personMerge.at })
    .from(personMerge)
    .where(and(isNull(personMerge.undoneAt), or(inArray(personMerge.keptId, either), inArray(personMerge.goneId, either))))
    .orderBy(desc(personMerge.at), desc(sql`rowid`));
  return rows[0]?.id !== merge.id;
}

export async function hasOpenErasure(db: Queryable, personId: string): Promise<boolean> {
  const rows = await db
    .select({ id: erasureRequest.id })
    .from(erasureRequest)
    .where(and(eq(erasureRequest.personId, personId), isNull(erasureRequest.withdrawnAt), isNull(erasureRequest.doneAt)))
    .limit(1);
  return rows.length > 0;
}

/** Links that still work, as raw rows with their key. */
export async function listOpenLinks(db: Queryable, accountId: string) {
  return db
    .select({ tokenHash: oneTimeLink.tokenHash, usesLeft: oneTimeLink.usesLeft })
    .from(oneTimeLink)
    .where(and(eq(oneTimeLink.accountId, accountId), gt(oneTimeLink.usesLeft, 0)));
}

export async function listRevoked(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: certificateRevocation.certificateId })
    .from(certificateRevocation)
    .where(inArray(certificateRevocation.certificateId, [...ids]));
  return new Set(rows.map((row) => row.id));
}

/** A certificate of this person that holds and was not among these. */
export async function hasOtherCertificate(db: Queryable, personId: string, known: ReadonlySet<string>): Promise<boolean> {
  const rows = await db
    .select({ id: certificate.id })
    .from(certificate)
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, certificate.id))
    .where(and(eq(certificate.personId, personId), isNull(certificateRevocation.at)));
  return rows.some((row) => !known.has(row.id));
}

export async function listCertificateIds(db: Queryable, personId: string): Promise<string[]> {
  const rows = await db.select({ id: certificate.id }).from(certificate).where(eq(certificate.personId, personId));
  return rows.map((row) => row.id);
}

/** A group of these in which something was recorded of this person since; null where nothing was. */
export async function findRecordedSince(
  db: Queryable,
  where: { personId: string; groupIds: readonly string[]; since: Date; markSeqs: ReadonlySet<number> },
): Promise<string | null> {
  if (where.groupIds.length === 0) return null;
  const inGroups = inArray(meeting.groupId, [...where.groupIds]);
  const marks = await db
    .select({ seq: attendanceMark.seq, name: learningGroup.name })
    .from(attendanceMark)
    .innerJoin(moment, eq(moment.id, attendanceMark.momentId))
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(and(eq(attendanceMark.personId, where.personId), inGroups, gt(attendanceMark.at, where.since)));
  const made = await db
    .select({ name: learningGroup.name })
    .from(makeUp)
    .innerJoin(meeting, eq(meeting.id, makeUp.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(and(eq(makeUp.personId, where.personId), inGroups, gt(makeUp.at, where.since)));
  return marks.find((mark) => !where.markSeqs.has(mark.seq))?.name ?? made[0]?.name ?? null;
}

export async function listGroupNames(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: learningGroup.id, name: learningGroup.name })
    .from(learningGroup)
    .where(inArray(learningGroup.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.name]));
}
