import { and, asc, eq, isNotNull, isNull, lt, lte } from 'drizzle-orm';
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

export async function markSent(db: Queryable, id: string, now: Date) {
  await db.update(outbox).set({ sentAt: now }).where(eq(outbox.id, id));
}

export async function markTried(db: Queryable, id: string, tries: number, next: Date | null, now: Date) {
  await db
    .update(outbox)
    .set({ tries, ...(next ? { nextTryAt: next } : { failedAt: now }) })
    .where(eq(outbox.id, id));
}

export async function purgeSentMail(db: Queryable, before: Date) {
  await db.delete(outbox).where(and(isNotNull(outbox.sentAt), lt(outbox.sentAt, before)));
}
