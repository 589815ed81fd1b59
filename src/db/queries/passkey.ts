/** Passkeys, recovery codes, and what browsers were asked to sign. */
import { and, asc, count, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, passkey, passkeyChallenge, person, recoveryCode } from '#src/db/schema/index.ts';

export type ChallengePurpose = typeof passkeyChallenge.$inferSelect.purpose;

export async function insertChallenge(db: Queryable, row: typeof passkeyChallenge.$inferInsert) {
  await db.insert(passkeyChallenge).values(row);
}

/** Takes the challenge away: it is answered once. Null when there is none for this purpose, or it is too old. */
export async function takeChallenge(db: Queryable, tokenHash: string, purpose: ChallengePurpose, now: Date) {
  const [row] = await db
    .delete(passkeyChallenge)
    .where(
      and(eq(passkeyChallenge.tokenHash, tokenHash), eq(passkeyChallenge.purpose, purpose), gt(passkeyChallenge.expiresAt, now)),
    )
    .returning({ challenge: passkeyChallenge.challenge, accountId: passkeyChallenge.accountId });
  return row ?? null;
}

export async function deleteOldChallenges(db: Queryable, now: Date) {
  await db.delete(passkeyChallenge).where(lt(passkeyChallenge.expiresAt, now));
}

export async function listPasskeys(db: Queryable, accountId: string) {
  return db.select().from(passkey).where(eq(passkey.accountId, accountId)).orderBy(asc(passkey.at), asc(passkey.id));
}

/** A passkey with whose it is. */
export async function findPasskey(db: Queryable, id: string) {
  const [row] = await db
    .select({
      id: passkey.id,
      accountId: passkey.accountId,
      publicKey: passkey.publicKey,
      counter: passkey.counter,
      transports: passkey.transports,
      name: passkey.name,
      personId: account.personId,
      email: account.email,
      personName: person.name,
    })
    .from(passkey)
    .innerJoin(account, eq(account.id, passkey.accountId))
    .innerJoin(person, eq(person.id, account.personId))
    .where(eq(passkey.id, id));
  return row ?? null;
}

/** @returns false when this very passkey is there already, whoever has it */
export async function insertPasskey(db: Queryable, row: typeof passkey.$inferInsert): Promise<boolean> {
  const made = await db.insert(passkey).values(row).onConflictDoNothing().returning({ id: passkey.id });
  return made.length > 0;
}

/** @returns false when another browser was first with a higher count */
export async function usePasskey(
  db: Queryable,
  id: string,
  used: { before: number; counter: number; backedUp: boolean; lastUsedOn: string },
): Promise<boolean> {
  const { before, ...facts } = used;
  const done = await db
    .update(passkey)
    .set(facts)
    .where(and(eq(passkey.id, id), eq(passkey.counter, before)))
    .returning({ id: passkey.id });
  return done.length > 0;
}

export async function renamePasskey(db: Queryable, accountId: string, id: string, name: string): Promise<boolean> {
  const done = await db
    .update(passkey)
    .set({ name })
    .where(and(eq(passkey.id, id), eq(passkey.accountId, accountId)))
    .returning({ id: passkey.id });
  return done.length > 0;
}

export async function deletePasskey(db: Queryable, accountId: string, id: string): Promise<boolean> {
  const gone = await db
    .delete(passkey)
    .where(and(eq(passkey.id, id), eq(passkey.accountId, accountId)))
    .returning({ id: passkey.id });
  return gone.length > 0;
}

/** @returns how many there were */
export async function deletePasskeys(db: Queryable, accountId: string): Promise<number> {
  return (await db.delete(passkey).where(eq(passkey.accountId, accountId)).returning({ id: passkey.id })).length;
}

export async function insertRecoveryCodes(db: Queryable, rows: (typeof recoveryCode.$inferInsert)[]) {
  await db.insert(recoveryCode).values(rows);
}

export async function deleteRecoveryCodes(db: Queryable, accountId: string) {
  await db.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId));
}

/** How many codes still work, and when they were made; null without any. */
export async function findRecoveryCodes(db: Queryable, accountId: string) {
  const [row] = await db
    .select({ left: count(), at: recoveryCode.at })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.accountId, accountId), isNull(recoveryCode.usedAt)))
    .groupBy(recoveryCode.at);
  return row ?? null;
}

/** Uses a code up; false when it isn't one of this account, or was used before. */
export async function useRecoveryCode(db: Queryable, accountId: string, hash: string, now: Date): Promise<boolean> {
  const used = await db
    .update(recoveryCode)
    .set({ usedAt: now })
    .where(and(eq(recoveryCode.hash, hash), eq(recoveryCode.accountId, accountId), isNull(recoveryCode.usedAt)))
    .returning({ hash: recoveryCode.hash });
  return used.length > 0;
}
