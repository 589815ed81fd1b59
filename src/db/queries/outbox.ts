import { and, asc, desc, eq, isNull, lte } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { outbox } from '#src/db/schema/index.ts';

export type OutboxRow = typeof outbox.$inferSelect;

/** A second mail with the same idempotency key is not kept. */
export async function insertMail(db: Queryable, row: typeof outbox.$inferInsert) {
  await db.insert(outbox).values(row).onConflictDoNothing({ target: outbox.idempotencyKey });
}

export async function listDueMail(db: Queryable, now: Date, limit: number): Promise<OutboxRow[]> {
  return db
    .select()
    .from(outbox)
    .where(and(isNull(outbox.sentAt), isNull(outbox.failedAt), lte(outbox.nextTryAt, now)))
    .orderBy(asc(outbox.nextTryAt))
    .limit(limit);
}

/** Newest first, sent or not. */
export async function listMail(db: Queryable, limit: number): Promise<OutboxRow[]> {
  return db.select().from(outbox).orderBy(desc(outbox.dueAt), desc(outbox.id)).limit(limit);
}

/** Counts a try before it is made. */
export async function claimMail(db: Queryable, id: string, tries: number, nextTryAt: Date) {
  await db.update(outbox).set({ tries, nextTryAt }).where(eq(outbox.id, id));
}

/** @param payload what is still kept of it; null leaves it as it is */
export async function markSent(db: Queryable, id: string, now: Date, payload: OutboxRow['payload'] | null) {
  await db
    .update(outbox)
    .set({ sentAt: now, ...(payload ? { payload } : {}) })
    .where(eq(outbox.id, id));
}

/** @param payload as for markSent */
export async function markFailed(db: Queryable, id: string, now: Date, payload: OutboxRow['payload'] | null) {
  await db
    .update(outbox)
    .set({ failedAt: now, ...(payload ? { payload } : {}) })
    .where(eq(outbox.id, id));
}
