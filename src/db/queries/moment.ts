/** Meetings of groups, the moments at which they are held, and who is expected at which. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
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

export async function insertExpected(db: Queryable, rows: (typeof momentExpected.$inferInsert)[]) {
  if (rows.length > 0) await db.insert(momentExpected).values(rows).onConflictDoNothing();
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
