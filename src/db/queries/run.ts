/** A meeting while it is held: where it is, and what its leaders noted for themselves. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { meetingRun, moment, runNote } from '#src/db/schema/index.ts';

export type RunRow = typeof meetingRun.$inferSelect;
type RunChange = Partial<Pick<RunRow, 'startedAt' | 'endedAt' | 'part' | 'usedSeconds' | 'runningSince' | 'carousel'>>;

export async function findRun(db: Queryable, momentId: string): Promise<RunRow | null> {
  const [row] = await db.select().from(meetingRun).where(eq(meetingRun.momentId, momentId));
  return row ?? null;
}

/** Which change of this moment is the newest; 0 where it has no run. */
export async function findRevision(db: Queryable, momentId: string): Promise<number> {
  const [row] = await db.select({ revision: meetingRun.revision }).from(meetingRun).where(eq(meetingRun.momentId, momentId));
  return row?.revision ?? 0;
}

/** Answers false where there was one already. */
export async function insertRun(db: Queryable, row: typeof meetingRun.$inferInsert): Promise<boolean> {
  const made = await db.insert(meetingRun).values(row).onConflictDoNothing().returning({ id: meetingRun.momentId });
  return made.length > 0;
}

/** Changes a run and counts it up; an empty change only counts: something beside it changed. Answers the new revision, or null without a run. */
export async function changeRun(db: Queryable, momentId: string, set: RunChange, at: Date): Promise<number | null> {
  const [row] = await db
    .update(meetingRun)
    .set({ ...set, revision: sql`${meetingRun.revision} + 1`, at })
    .where(eq(meetingRun.momentId, momentId))
    .returning({ revision: meetingRun.revision });
  return row?.revision ?? null;
}

/** Counts up every run of a meeting: something that all its moments show changed. */
export async function changeRunsOf(
  db: Queryable,
  meetingId: string,
  at: Date,
): Promise<{ momentId: string; revision: number }[]> {
  return db
    .update(meetingRun)
    .set({ revision: sql`${meetingRun.revision} + 1`, at })
    .where(inArray(meetingRun.momentId, db.select({ id: moment.id }).from(moment).where(eq(moment.meetingId, meetingId))))
    .returning({ momentId: meetingRun.momentId, revision: meetingRun.revision });
}

export async function findNote(db: Queryable, momentId: string, personId: string): Promise<string> {
  const [row] = await db
    .select({ body: runNote.body })
    .from(runNote)
    .where(and(eq(runNote.momentId, momentId), eq(runNote.personId, personId)));
  return row?.body ?? '';
}

/** An empty text takes the note away. */
export async function saveNote(db: Queryable, row: typeof runNote.$inferInsert): Promise<void> {
  if (row.body === '')
    await db.delete(runNote).where(and(eq(runNote.momentId, row.momentId), eq(runNote.personId, row.personId)));
  else
    await db
      .insert(runNote)
      .values(row)
      .onConflictDoUpdate({ target: [runNote.momentId, runNote.personId], set: { body: row.body, at: row.at } });
}
