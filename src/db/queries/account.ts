import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, auditEvent, branch, employment, organisation, person, signInFailure } from '#src/db/schema/index.ts';
import { beenIn } from './been-in.ts';

const columns = {
  accountId: account.id,
  personId: account.personId,
  email: account.email,
  passwordHash: account.passwordHash,
  /** Has a password or another way to sign in. */
  beenIn: beenIn.mapWith(Boolean),
  name: person.name,
  deactivatedAt: person.deactivatedAt,
};

/**
 * Whose address this is. Of an account that went up in another one, that other one: the person is known.
 * @param email in lower case
 */
export async function findAccountByEmail(db: Queryable, email: string) {
  const look = (where: SQL) =>
    db
      .select({ ...columns, mergedIntoId: person.mergedIntoId })
      .from(account)
      .innerJoin(person, eq(person.id, account.personId))
      .where(where);
  let [row] = await look(eq(account.email, email));
  for (let steps = 0; row?.mergedIntoId && steps < 20; steps++) [row] = await look(eq(account.personId, row.mergedIntoId));
  return row ?? null;
}

/** What someone signs in with: an e-mail address or a user name. @param login in lower case */
export async function findAccountByLogin(db: Queryable, login: string) {
  const [row] = await db
    .select({ ...columns, username: account.username })
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .where(login.includes('@') ? eq(account.email, login) : eq(account.username, login));
  return row ?? null;
}

/** Which of these user names are taken, or begin with this. */
export async function listUsernames(db: Queryable, beginning: string): Promise<Set<string>> {
  const rows = await db
    .select({ username: account.username })
    .from(account)
    .where(and(gte(account.username, beginning), lt(account.username, `${beginning}\uffff`)));
  return new Set(rows.flatMap((row) => row.username ?? []));
}

export async function findAccount(db: Queryable, accountId: string) {
  const [row] = await db
    .select(columns)
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .where(eq(account.id, accountId));
  return row ?? null;
}

export async function setPasswordHash(db: Queryable, accountId: string, passwordHash: string) {
  await db.update(account).set({ passwordHash }).where(eq(account.id, accountId));
}

export async function setPersonName(db: Queryable, personId: string, name: string) {
  await db.update(person).set({ name }).where(eq(person.id, personId));
}

/** Where this person works today, with the branch if they have one; the oldest first. */
export async function listWorkplaces(db: Queryable, personId: string, now: Date) {
  return db
    .select({
      organisationId: employment.organisationId,
      organisationKind: organisation.kind,
      organisationName: organisation.name,
      branchName: branch.name,
      role: employment.role,
    })
    .from(employment)
    .innerJoin(organisation, eq(organisation.id, employment.organisationId))
    .leftJoin(branch, eq(branch.id, employment.branchId))
    .where(
      and(eq(employment.personId, personId), lte(employment.from, now), or(isNull(employment.until), gt(employment.until, now))),
    )
    .orderBy(asc(employment.from));
}

/** The name of who last invited the owner of this account; null when that was done on the command line. */
export async function findInviterName(db: Queryable, accountId: string): Promise<string | null> {
  const [row] = await db
    .select({ name: person.name })
    .from(auditEvent)
    .leftJoin(person, eq(person.id, auditEvent.actorId))
    .where(and(eq(auditEvent.entity, 'account'), eq(auditEvent.entityId, accountId), eq(auditEvent.kind, 'invited')))
    .orderBy(desc(auditEvent.at))
    .limit(1);
  return row?.name ?? null;
}

export async function insertFailure(db: Queryable, row: typeof signInFailure.$inferInsert) {
  await db.insert(signInFailure).values(row);
}

export async function deleteFailures(db: Queryable, keyHash: string) {
  await db.delete(signInFailure).where(eq(signInFailure.keyHash, keyHash));
}

export async function deleteFailuresById(db: Queryable, ids: readonly string[]) {
  if (ids.length > 0) await db.delete(signInFailure).where(inArray(signInFailure.id, [...ids]));
}
