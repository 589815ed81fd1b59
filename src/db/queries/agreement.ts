/** What teams agreed, and what someone intends for themselves. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import { account, agreement, intention, learningGroup, meeting, membership, person } from '#src/db/schema/index.ts';

const owner = alias(person, 'owner');
const doneBy = alias(person, 'done_by');

const selectAgreements = (db: Queryable) =>
  db
    .select({
      id: agreement.id,
      groupId: agreement.groupId,
      meetingId: agreement.meetingId,
      body: agreement.body,
      ownerId: agreement.ownerId,
      ownerName: owner.name,
      ownerEmail: account.email,
      due: agreement.due,
      at: agreement.at,
      doneAt: agreement.doneAt,
      doneByName: doneBy.name,
      withdrawnAt: agreement.withdrawnAt,
    })
    .from(agreement)
    .leftJoin(owner, eq(owner.id, agreement.ownerId))
    .leftJoin(account, eq(account.personId, agreement.ownerId))
    .leftJoin(doneBy, eq(doneBy.id, agreement.doneById))
    .$dynamic();

export type AgreementRow = Awaited<ReturnType<typeof selectAgreements>>[number];

/** So many are read at once. */
const limit = 300;
/** Open ones first, the first that is due on top: of a very long list the newest done ones are left out. */
const urgent = [sql`${agreement.doneAt} is not null`, asc(agreement.due), desc(agreement.doneAt), asc(agreement.id)];

/** Of a group; what was taken away is not among them. */
export async function listAgreements(db: Queryable, groupId: string): Promise<AgreementRow[]> {
  return selectAgreements(db)
    .where(and(eq(agreement.groupId, groupId), isNull(agreement.withdrawnAt)))
    .orderBy(...urgent)
    .limit(limit);
}

/** Of one meeting, the last that was made on top. */
export async function listMeetingAgreements(db: Queryable, meetingId: string): Promise<AgreementRow[]> {
  return selectAgreements(db)
    .where(and(eq(agreement.meetingId, meetingId), isNull(agreement.withdrawnAt)))
    .orderBy(desc(agreement.at), asc(agreement.id))
    .limit(limit);
}

/** Of one person, in one group. */
export async function listOwnAgreements(db: Queryable, where: { groupId: string; personId: string }): Promise<AgreementRow[]> {
  return selectAgreements(db)
    .where(and(eq(agreement.ownerId, where.personId), eq(agreement.groupId, where.groupId), isNull(agreement.withdrawnAt)))
    .orderBy(...urgent)
    .limit(limit);
}

/** One agreement with the library of its group. */
export async function findAgreement(db: Queryable, id: string) {
  const [row] = await db
    .select({
      id: agreement.id,
      groupId: agreement.groupId,
      libraryId: learningGroup.libraryId,
      meetingId: agreement.meetingId,
      body: agreement.body,
      due: agreement.due,
      ownerId: agreement.ownerId,
      ownerName: owner.name,
      ownerEmail: account.email,
      doneAt: agreement.doneAt,
      withdrawnAt: agreement.withdrawnAt,
    })
    .from(agreement)
    .innerJoin(learningGroup, eq(learningGroup.id, agreement.groupId))
    .leftJoin(owner, eq(owner.id, agreement.ownerId))
    .leftJoin(account, eq(account.personId, agreement.ownerId))
    .where(eq(agreement.id, id));
  return row ?? null;
}

/** Answers false when this row is there already (the form came in twice). */
export async function insertAgreement(db: Queryable, row: typeof agreement.$inferInsert): Promise<boolean> {
  const made = await db.insert(agreement).values(row).onConflictDoNothing().returning({ id: agreement.id });
  return made.length > 0;
}

export async function updateAgreement(
  db: Queryable,
  id: string,
  set: Partial<Pick<typeof agreement.$inferInsert, 'body' | 'ownerId' | 'due' | 'doneAt' | 'doneById' | 'withdrawnAt'>>,
) {
  await db.update(agreement).set(set).where(eq(agreement.id, id));
}

export async function findIntention(db: Queryable, where: { meetingId: string; personId: string }) {
  const [row] = await db
    .select()
    .from(intention)
    .where(and(eq(intention.meetingId, where.meetingId), eq(intention.personId, where.personId)));
  return row ?? null;
}

/** Of one person in a group, the meeting it was written for with it. */
export async function listOwnIntentions(db: Queryable, where: { groupId: string; personId: string }) {
  return db
    .select({ meetingId: meeting.id, nr: meeting.nr, title: meeting.title, body: intention.body, shared: intention.shared })
    .from(intention)
    .innerJoin(meeting, eq(meeting.id, intention.meetingId))
    .where(and(eq(intention.personId, where.personId), eq(meeting.groupId, where.groupId)))
    .orderBy(asc(meeting.nr));
}

/** Of one person over all their groups, the newest first; `member`: are they in that group now? */
export async function listAllOwnIntentions(db: Queryable, personId: string) {
  return db
    .select({
      meetingId: meeting.id,
      nr: meeting.nr,
      title: meeting.title,
      groupName: learningGroup.name,
      body: intention.body,
      shared: intention.shared,
      at: intention.at,
      member: sql<boolean>`${membership.id} is not null`.mapWith(Boolean),
    })
    .from(intention)
    .innerJoin(meeting, eq(meeting.id, intention.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .leftJoin(
      membership,
      and(eq(membership.groupId, meeting.groupId), eq(membership.personId, personId), isNull(membership.leftAt)),
    )
    .where(eq(intention.personId, personId))
    .orderBy(desc(intention.at), asc(meeting.id))
    .limit(limit);
}

/** Only what was shared: the others are not even read. */
export async function listSharedIntentions(db: Queryable, meetingId: string) {
  return db
    .select({ personId: intention.personId, name: person.name, body: intention.body })
    .from(intention)
    .innerJoin(person, eq(person.id, intention.personId))
    .where(and(eq(intention.meetingId, meetingId), eq(intention.shared, true)))
    .orderBy(asc(person.name));
}

export async function saveIntention(db: Queryable, row: typeof intention.$inferInsert) {
  await db
    .insert(intention)
    .values(row)
    .onConflictDoUpdate({
      target: [intention.meetingId, intention.personId],
      set: { body: row.body, shared: row.shared, at: row.at },
    });
}

export async function deleteIntention(db: Queryable, where: { meetingId: string; personId: string }) {
  await db.delete(intention).where(and(eq(intention.meetingId, where.meetingId), eq(intention.personId, where.personId)));
}
