import { and, asc, count, desc, eq, isNull, max, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import {
  account,
  certificate,
  certificateBadge,
  certificateName,
  certificateRevocation,
  signingKey,
} from '#src/db/schema/index.ts';
import { listLength } from '#src/domain/open-badge.ts';

/** Public keys whose signatures still hold, newest first; the one that signs has not retired. */
export async function listSigningKeys(db: Queryable) {
  return db
    .select({ publicKey: signingKey.publicKey, createdAt: signingKey.createdAt, retiredAt: signingKey.retiredAt })
    .from(signingKey)
    .where(isNull(signingKey.withdrawnAt))
    .orderBy(desc(signingKey.createdAt), asc(signingKey.publicKey));
}

/** Every key there ever was, for an operator. */
export const listAllSigningKeys = (db: Queryable) =>
  db.select().from(signingKey).orderBy(desc(signingKey.createdAt), asc(signingKey.publicKey));

export async function insertSigningKey(db: Queryable, row: { publicKey: string; createdAt: Date }): Promise<void> {
  await db.insert(signingKey).values(row);
}

/** Whatever signed until now signs no more. */
export async function retireSigningKeys(db: Queryable, at: Date): Promise<string[]> {
  const gone = await db
    .update(signingKey)
    .set({ retiredAt: at })
    .where(isNull(signingKey.retiredAt))
    .returning({ publicKey: signingKey.publicKey });
  return gone.map(({ publicKey }) => publicKey);
}

export async function withdrawSigningKey(db: Queryable, publicKey: string, at: Date): Promise<void> {
  await db.update(signingKey).set({ withdrawnAt: at }).where(eq(signingKey.publicKey, publicKey));
}

export async function deleteSigningKey(db: Queryable, publicKey: string): Promise<void> {
  await db.delete(signingKey).where(eq(signingKey.publicKey, publicKey));
}

export async function hasBadges(db: Queryable): Promise<boolean> {
  const found = await db.select({ list: certificateBadge.list }).from(certificateBadge).limit(1);
  return found.length > 0;
}

/** The list that is being filled; 1 where nothing was put in any. */
export async function newestList(db: Queryable): Promise<number> {
  const [found] = await db.select({ list: max(certificateBadge.list) }).from(certificateBadge);
  return found?.list ?? 1;
}

export async function countInList(db: Queryable, list: number): Promise<number> {
  const [found] = await db.select({ n: count() }).from(certificateBadge).where(eq(certificateBadge.list, list));
  return found?.n ?? 0;
}

/** Answers whether that bit was still free. */
export async function insertBadge(db: Queryable, row: typeof certificateBadge.$inferInsert): Promise<boolean> {
  const made = await db
    .insert(certificateBadge)
    .values(row)
    .onConflictDoNothing({ target: [certificateBadge.list, certificateBadge.position] })
    .returning({ id: certificateBadge.certificateId });
  return made.length > 0;
}

export const insertBadges = (db: Queryable, rows: readonly (typeof certificateBadge.$inferInsert)[]) =>
  insertRows(db, certificateBadge, rows, { skipKnown: true });

/** Certificates that have no badge yet. */
export async function listWithoutBadge(db: Queryable, most: number): Promise<string[]> {
  const rows = await db
    .select({ id: certificate.id })
    .from(certificate)
    .leftJoin(certificateBadge, eq(certificateBadge.certificateId, certificate.id))
    .where(and(eq(certificate.kind, 'certificate'), isNull(certificateBadge.certificateId)))
    .limit(most);
  return rows.map(({ id }) => id);
}

/** What a badge needs besides its certificate; null where it has none. */
export async function findBadge(db: Queryable, certificateId: string) {
  const [row] = await db
    .select({ salt: certificateBadge.salt, list: certificateBadge.list, position: certificateBadge.position })
    .from(certificateBadge)
    .where(eq(certificateBadge.certificateId, certificateId));
  return row ?? null;
}

/** The address someone signs in with, and since when the name stands on this certificate. */
export async function findOwner(db: Queryable, { certificateId, personId }: { certificateId: string; personId: string }) {
  const [[owner], [named]] = await Promise.all([
    db.select({ email: account.email }).from(account).where(eq(account.personId, personId)),
    db
      .select({ at: certificateName.at })
      .from(certificateName)
      .where(eq(certificateName.certificateId, certificateId))
      .orderBy(desc(certificateName.seq))
      .limit(1),
  ]);
  return { email: owner?.email ?? null, namedAt: named?.at ?? null };
}

/** Whether anything stands in this list. */
export async function hasList(db: Queryable, list: number): Promise<boolean> {
  const found = await db
    .select({ list: certificateBadge.list })
    .from(certificateBadge)
    .where(eq(certificateBadge.list, list))
    .limit(1);
  return found.length > 0;
}

/**
 * Revoked certificates of one list. By the revocations, which are few, and not by the list, which holds everybody: "cross join"
 * keeps SQLite to that order.
 */
export async function listRevokedPositions(db: Queryable, list: number): Promise<{ position: number; at: Date }[]> {
  const rows = await db.all<{ position: number; at: number }>(sql`select b.position as position, r.at as at
    from ${certificateRevocation} r cross join ${certificateBadge} b on b.certificate_id = r.certificate_id
    where b.list = ${list} limit ${listLength}`);
  return rows.map(({ position, at }) => ({ position, at: new Date(at) }));
}
