import { and, eq, inArray } from 'drizzle-orm';
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

/** Of these periods, the ones that there was a run for. */
export async function listRuns(db: Queryable, name: string, periods: readonly string[]): Promise<JobRunRow[]> {
  if (periods.length === 0) return [];
  return db
    .select()
    .from(jobRun)
    .where(and(eq(jobRun.name, name), inArray(jobRun.period, [...periods])));
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
