import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { certificate, certificateRevocation } from '#src/db/schema/index.ts';

/** All that was ever issued to one person, newest first; for that person's own eyes. */
export async function listCertificatesOfPerson(db: Queryable, personId: string) {
  return db
    .select({
      code: certificate.code,
      groupId: certificate.groupId,
      kind: certificate.kind,
      facts: certificate.facts,
      issuedAt: certificate.issuedAt,
      revokedAt: certificateRevocation.at,
    })
    .from(certificate)
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, certificate.id))
    .where(eq(certificate.personId, personId))
    .orderBy(desc(certificate.issuedAt), desc(certificate.seq));
}
