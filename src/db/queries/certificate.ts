import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, certificate, certificateName, certificateRevocation, person } from '#src/db/schema/index.ts';

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

/** All certificates of one person, of any group, newest first. */
export async function listOwnCertificates(db: Queryable, personId: string) {
  return db
    .select({
      id: certificate.id,
      kind: certificate.kind,
      seq: certificate.seq,
      groupId: certificate.groupId,
      code: certificate.code,
      facts: certificate.facts,
      issuedAt: certificate.issuedAt,
      revokedAt: certificateRevocation.at,
    })
    .from(certificate)
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, certificate.id))
    .where(eq(certificate.personId, personId))
    .orderBy(desc(certificate.issuedAt), desc(certificate.seq));
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
