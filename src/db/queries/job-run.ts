import { and, eq } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { jobRun } from '#src/db/schema/index.ts';

export type JobRunRow = typeof jobRun.$inferSelect;

export async function findRun(db: Queryable, name: string, period: string): Promise<JobRunRow | null> {
  const [row] = await db
    .select()
    .from(jobRun)
    .where(and(eq(jobRun.name, name), eq(jobRun.period, period)));
  return row ?? null;
}

/** Answers whether this start is the one that counts. */
export async function insertRun(db: Queryable, row: typeof jobRun.$inferInsert): Promise<boolean> {
  const made = await db.insert(jobRun).values(row).onConflictDoNothing().returning({ id: jobRun.id });
  return made.length > 0;
}

export async function restartRun(db: Queryable, id: string, startedAt: Date) {
  await db.update(jobRun).set({ startedAt }).where(eq(jobRun.id, id));
}

export async function finishRun(db: Queryable, id: string, finishedAt: Date) {
  await db.update(jobRun).set({ finishedAt }).where(eq(jobRun.id, id));
}
