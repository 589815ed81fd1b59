import { and, asc, desc, eq, inArray, isNull, max, ne } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, certificate, certificateName, certificateRevocation, membership, person } from '#src/db/schema/index.ts';

export async function insertCertificate(db: Queryable, row: typeof certificate.$inferInsert, name: string): Promise<boolean> {
  const made = await db.insert(certificate).values(row).onConflictDoNothing().returning({ id: certificate.id });
  if (made.length === 0) return false;
  await db.insert(certificateName).values({ certificateId: row.id, name, at: row.issuedAt });
  return true;
}

/** Certificates of these people in this group with their revocation, oldest first. */
export async function listCertificates(db: Queryable, where: { groupId: string; personIds: readonly string[] }) {
  if (where.personIds.length === 0) return [];
  return db
    .select({
      id: certificate.id,
      kind: certificate.kind,
      seq: certificate.seq,
      personId: certificate.personId,
      code: certificate.code,
      issuedAt: certificate.issuedAt,
      revokedAt: certificateRevocation.at,
      revocationReason: certificateRevocation.reason,
    })
    .from(certificate)
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, certificate.id))
    .where(and(eq(certificate.groupId, where.groupId), inArray(certificate.personId, [...where.personIds])))
    .orderBy(asc(certificate.issuedAt), asc(certificate.seq));
}

/** One certificate with everything its page and print show; null when there is none with this code. */
export async function findCertificateByCode(db: Queryable, code: string) {
  const [row] = await db
    .select({
      id: certificate.id,
      kind: certificate.kind,
      seq: certificate.seq,
      personId: certificate.personId,
      groupId: certificate.groupId,
      ruleId: certificate.ruleId,
      code: certificate.code,
      facts: certificate.facts,
      issuedAt: certificate.issuedAt,
      revokedAt: certificateRevocation.at,
      revocationReason: certificateRevocation.reason,
    })
    .from(certificate)
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, certificate.id))
    .where(eq(certificate.code, code));
  if (!row) return null;
  const [name] = await db
    .select({ name: certificateName.name })
    .from(certificateName)
    .where(eq(certificateName.certificateId, row.id))
    .orderBy(desc(certificateName.seq))
    .limit(1);
  return { ...row, name: name?.name ?? '' };
}

export async function findPeople(db: Queryable, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return db
    .select({ id: person.id, name: person.name, email: account.email, deactivatedAt: person.deactivatedAt })
    .from(person)
    .leftJoin(account, eq(account.personId, person.id))
    .where(inArray(person.id, [...personIds]));
}

/** Someone who is or was in this group; null when never. */
export async function findMember(db: Queryable, { groupId, personId }: { groupId: string; personId: string }) {
  const [row] = await db
    .select({
      personId: membership.personId,
      name: person.name,
      email: account.email,
      deactivatedAt: person.deactivatedAt,
      joinedAt: membership.joinedAt,
      pausedAt: membership.pausedAt,
      leftAt: membership.leftAt,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .leftJoin(account, eq(account.personId, membership.personId))
    .where(and(eq(membership.groupId, groupId), eq(membership.personId, personId)));
  return row ?? null;
}

/** Answers whether this ended it: who left already keeps the day they left. */
export async function endMembership(db: Queryable, where: { groupId: string; personId: string }, at: Date): Promise<boolean> {
  const ended = await db
    .update(membership)
    .set({ leftAt: at })
    .where(and(eq(membership.groupId, where.groupId), eq(membership.personId, where.personId), isNull(membership.leftAt)))
    .returning({ id: membership.id });
  return ended.length > 0;
}

/** Answers whether it was still valid: a certificate is revoked once, for one reason. */
export async function insertRevocation(db: Queryable, row: typeof certificateRevocation.$inferInsert): Promise<boolean> {
  const made = await db
    .insert(certificateRevocation)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: certificateRevocation.certificateId });
  return made.length > 0;
}

/** Puts a name beside each certificate of this person that doesn't bear it yet. */
export async function insertCertificateNames(db: Queryable, row: { personId: string; name: string; at: Date }) {
  const own = db.select({ id: certificate.id }).from(certificate).where(eq(certificate.personId, row.personId));
  const newest = db
    .select({ seq: max(certificateName.seq) })
    .from(certificateName)
    .where(inArray(certificateName.certificateId, own))
    .groupBy(certificateName.certificateId);
  const named = await db
    .select({ id: certificate.id })
    .from(certificate)
    .innerJoin(certificateName, and(eq(certificateName.certificateId, certificate.id), inArray(certificateName.seq, newest)))
    .where(and(eq(certificate.personId, row.personId), ne(certificateName.name, row.name)));
  if (named.length === 0) return;
  await db.insert(certificateName).values(named.map(({ id }) => ({ certificateId: id, name: row.name, at: row.at })));
}
