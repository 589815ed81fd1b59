/** Accounts elsewhere that sign in to one of ours. */
import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, outsideIdentity, person } from '#src/db/schema/index.ts';

/** Whose identity this is; of someone who may not come in, that is for `startSession` to say. */
export async function findOutsideIdentity(db: Queryable, issuer: string, subject: string) {
  const [row] = await db
    .select({ accountId: account.id, personId: account.personId, email: account.email })
    .from(outsideIdentity)
    .innerJoin(account, eq(account.id, outsideIdentity.accountId))
    .where(and(eq(outsideIdentity.issuer, issuer), eq(outsideIdentity.subject, subject)));
  return row ?? null;
}

export async function listOutsideIdentities(db: Queryable, accountId: string) {
  return db
    .select({ issuer: outsideIdentity.issuer, subject: outsideIdentity.subject, at: outsideIdentity.at })
    .from(outsideIdentity)
    .where(eq(outsideIdentity.accountId, accountId))
    .orderBy(asc(outsideIdentity.at));
}

/** @returns false when this identity signs in to an account already */
export async function insertOutsideIdentity(db: Queryable, row: typeof outsideIdentity.$inferInsert): Promise<boolean> {
  const made = await db
    .insert(outsideIdentity)
    .values(row)
    .onConflictDoNothing()
    .returning({ accountId: outsideIdentity.accountId });
  return made.length > 0;
}

export async function deleteOutsideIdentities(db: Queryable, accountId: string, issuer: string): Promise<boolean> {
  const gone = await db
    .delete(outsideIdentity)
    .where(and(eq(outsideIdentity.accountId, accountId), eq(outsideIdentity.issuer, issuer)))
    .returning({ accountId: outsideIdentity.accountId });
  return gone.length > 0;
}

/**
 * The account with exactly this address, of someone who may come in: one that was joined to another, switched off or erased is
 * none.
 * @param email in lower case
 */
export async function findOwnAccountByEmail(db: Queryable, email: string) {
  const [row] = await db
    .select({
      accountId: account.id,
      personId: account.personId,
      email: account.email,
      passwordHash: account.passwordHash,
      name: person.name,
      deactivatedAt: person.deactivatedAt,
      erasedAt: person.erasedAt,
      mergedIntoId: person.mergedIntoId,
    })
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .where(eq(account.email, email));
  return row && !row.deactivatedAt && !row.erasedAt && !row.mergedIntoId ? row : null;
}
