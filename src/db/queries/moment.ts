/** Meetings of groups, the moments at which they are held, and who is expected at which. */
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import { meeting, moment, momentExpected } from '#src/db/schema/index.ts';

export type MomentRow = typeof moment.$inferSelect;

export async function findMeeting(db: Queryable, where: { groupId: string; nr: number }) {
  const [row] = await db
    .select()
    .from(meeting)
    .where(and(eq(meeting.groupId, where.groupId), eq(meeting.nr, where.nr)));
  return row ?? null;
}

export async function listMeetingsOf(db: Queryable, groupIds: readonly string[]) {
  if (groupIds.length === 0) return [];
  return db
    .select()
    .from(meeting)
    .where(inArray(meeting.groupId, [...groupIds]))
    .orderBy(asc(meeting.nr));
}

/** Pairs of moment and person. */
export async function listExpected(db: Queryable, momentIds: readonly string[]) {
  if (momentIds.length === 0) return [];
  return db
    .select({ momentId: momentExpected.momentId, personId: momentExpected.personId })
    .from(momentExpected)
    .where(inArray(momentExpected.momentId, [...momentIds]));
}

/** Coming moments of a group at which this person is expected by name, the earliest first. */
export async function listComingMoments(db: Queryable, where: { groupId: string; personId: string; now: Date }) {
  const rows = await db
    .select({ moment, meetingTitle: meeting.title })
    .from(momentExpected)
    .innerJoin(moment, eq(moment.id, momentExpected.momentId))
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .where(
      and(
        eq(momentExpected.personId, where.personId),
        eq(meeting.groupId, where.groupId),
        isNull(meeting.cancelledAt),
        isNull(moment.cancelledAt),
        gt(moment.startsAt, where.now),
      ),
    )
    .orderBy(asc(moment.startsAt));
  return rows.map((row) => ({ ...row.moment, meetingTitle: row.meetingTitle }));
}

/** This person is expected at none of the group's moments that are still to come. */
export async function expectNoMore(db: Queryable, where: { groupId: string; personId: string; now: Date }) {
  const ahead = db
    .select({ id: moment.id })
    .from(moment)
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .where(and(eq(meeting.groupId, where.groupId), gt(moment.startsAt, where.now)));
  await db
    .delete(momentExpected)
    .where(and(eq(momentExpected.personId, where.personId), inArray(momentExpected.momentId, ahead)));
}

export async function insertExpected(db: Queryable, rows: (typeof momentExpected.$inferInsert)[]) {
  await insertRows(db, momentExpected, rows, { skipKnown: true });
}

export async function deleteExpected(db: Queryable, momentIds: readonly string[], personIds: readonly string[]) {
  if (momentIds.length === 0 || personIds.length === 0) return;
  await db
    .delete(momentExpected)
    .where(and(inArray(momentExpected.momentId, [...momentIds]), inArray(momentExpected.personId, [...personIds])));
}

/** Answers false when a moment with this calendar id is there already (the form came in twice). */
export async function insertMoment(db: Queryable, row: typeof moment.$inferInsert): Promise<boolean> {
  const made = await db.insert(moment).values(row).onConflictDoNothing({ target: moment.icalUid }).returning({ id: moment.id });
  return made.length > 0;
}

export async function updateMoment(
  db: Queryable,
  momentId: string,
  set: Partial<Pick<MomentRow, 'startsAt' | 'endsAt' | 'place' | 'sequence' | 'cancelledAt'>>,
) {
  await db.update(moment).set(set).where(eq(moment.id, momentId));
}

export async function setMeetingCancelled(db: Queryable, meetingId: string, at: Date) {
  await db.update(meeting).set({ cancelledAt: at }).where(eq(meeting.id, meetingId));
}
