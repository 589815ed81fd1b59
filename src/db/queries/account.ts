import { eq } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, person, signInFailure } from '#src/db/schema/index.ts';

const columns = {
  accountId: account.id,
  personId: account.personId,
  email: account.email,
  passwordHash: account.passwordHash,
  name: person.name,
  deactivatedAt: person.deactivatedAt,
};

/** @param email in lower case */
export async function findAccountByEmail(db: Queryable, email: string) {
  const [row] = await db
    .select(columns)
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .where(eq(account.email, email));
  return row ?? null;
}

export async function findAccount(db: Queryable, accountId: string) {
  const [row] = await db
    .select(columns)
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .where(eq(account.id, accountId));
  return row ?? null;
}

export async function insertFailure(db: Queryable, row: typeof signInFailure.$inferInsert) {
  await db.insert(signInFailure).values(row);
}

export async function deleteFailures(db: Queryable, keyHash: string) {
  await db.delete(signInFailure).where(eq(signInFailure.keyHash, keyHash));
}
