/** What leaders recorded: marks at moments and meetings made up for. Marks are only added. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { attendanceMark, certificate, certificateRevocation, makeUp, person } from '#src/db/schema/index.ts';

/** Marks at these moments, oldest first, with the name of who recorded them. */
export async function listMarks(db: Queryable, momentIds: readonly string[]) {
  if (momentIds.length === 0) return [];
  return db
    .select({
      seq: attendanceMark.seq,
      momentId: attendanceMark.momentId,
      personId: attendanceMark.personId,
      state: attendanceMark.state,
      source: attendanceMark.source,
      clientKey: attendanceMark.clientKey,
      byId: attendanceMark.byId,
      byName: person.name,
      at: attendanceMark.at,
    })
    .from(attendanceMark)
    .leftJoin(person, eq(person.id, attendanceMark.byId))
    .where(inArray(attendanceMark.momentId, [...momentIds]))
    .orderBy(asc(attendanceMark.seq));
}

/** Adds marks; one whose person and client key are there already is left out. Answers whose mark was added. */
export async function insertMarks(db: Queryable, rows: (typeof attendanceMark.$inferInsert)[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const made = await db
    .insert(attendanceMark)
    .values(rows)
    .onConflictDoNothing({ target: [attendanceMark.momentId, attendanceMark.personId, attendanceMark.clientKey] })
    .returning({ personId: attendanceMark.personId });
  return made.map((m) => m.personId);
}

/** Make-ups of these meetings, withdrawn ones too, with the name of who recorded them. */
export async function listMakeUps(db: Queryable, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return [];
  return db
    .select({
      id: makeUp.id,
      meetingId: makeUp.meetingId,
      personId: makeUp.personId,
      how: makeUp.how,
      byName: person.name,
      at: makeUp.at,
      withdrawnAt: makeUp.withdrawnAt,
    })
    .from(makeUp)
    .leftJoin(person, eq(person.id, makeUp.byId))
    .where(inArray(makeUp.meetingId, [...meetingIds]))
    .orderBy(asc(makeUp.at));
}

/** Answers false when this row is there already (the form came in twice). */
export async function insertMakeUp(db: Queryable, row: typeof makeUp.$inferInsert): Promise<boolean> {
  const made = await db.insert(makeUp).values(row).onConflictDoNothing().returning({ id: makeUp.id });
  return made.length > 0;
}

export async function withdrawMakeUp(db: Queryable, id: string, at: Date) {
  await db
    .update(makeUp)
    .set({ withdrawnAt: at })
    .where(and(eq(makeUp.id, id), isNull(makeUp.withdrawnAt)));
}

/** How many people take part in each of these groups, and how many of them have what it works for. */
export async function countReady(
  db: Queryable,
  groups: readonly { id: string; award: 'certificate' | 'participation' }[],
): Promise<{ groupId: string; people: number; ready: number }[]> {
  if (groups.length === 0) return [];
  return db.all(sql`
    select m.group_id as "groupId", count(*) as people, sum(exists (
      select 1 from certificate c left join certificate_revocation r on r.certificate_id = c.id
      where c.person_id = m.person_id and c.group_id = m.group_id and c.kind in ('certificate', g.value->>1)
        and r.certificate_id is null)) as ready
    from json_each(${JSON.stringify(groups.map(({ id, award }) => [id, award]))}) as g
    cross join membership m on m.group_id = g.value->>0
    cross join person p on p.id = m.person_id
    where m.left_at is null and p.erased_at is null group by m.group_id`);
}

/** Certificates and proofs of these groups that were not revoked, with what they state. */
export async function listValidCertificates(db: Queryable, groupIds: readonly string[]) {
  if (groupIds.length === 0) return [];
  return db
    .select({
      id: certificate.id,
      groupId: certificate.groupId,
      personId: certificate.personId,
      kind: certificate.kind,
      code: certificate.code,
      facts: certificate.facts,
      issuedAt: certificate.issuedAt,
    })
    .from(certificate)
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, certificate.id))
    .where(and(inArray(certificate.groupId, [...groupIds]), isNull(certificateRevocation.certificateId)))
    .orderBy(asc(certificate.issuedAt));
}
