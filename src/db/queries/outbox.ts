import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, min, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import { outbox } from '#src/db/schema/index.ts';
import { pageSize } from '#src/domain/list-query.ts';

export type OutboxRow = typeof outbox.$inferSelect;

/** A second mail with the same idempotency key is not kept. */
export async function insertMail(db: Queryable, row: typeof outbox.$inferInsert) {
  await db.insert(outbox).values(row).onConflictDoNothing({ target: outbox.idempotencyKey });
}

/** The same for many, in one statement. */
export async function insertMails(db: Queryable, rows: (typeof outbox.$inferInsert)[]) {
  await insertRows(db, outbox, rows, { skipKnown: true });
}

export type Channel = OutboxRow['channel'];
const channels: Channel[] = ['mail', 'lrs'];

export async function listDue(db: Queryable, channel: Channel, now: Date, limit: number): Promise<OutboxRow[]> {
  return db
    .select()
    .from(outbox)
    .where(and(eq(outbox.channel, channel), isNull(outbox.sentAt), isNull(outbox.failedAt), lte(outbox.nextTryAt, now)))
    .orderBy(asc(outbox.nextTryAt))
    .limit(limit);
}

/** Newest first, sent or not. */
export async function listMail(db: Queryable, limit: number): Promise<OutboxRow[]> {
  return db.select().from(outbox).where(eq(outbox.channel, 'mail')).orderBy(desc(outbox.dueAt), desc(outbox.id)).limit(limit);
}

/** What is kept of a mail whose try failed; it goes again later. */
export async function noteFailure(db: Queryable, id: string, payload: OutboxRow['payload']) {
  await db.update(outbox).set({ payload }).where(eq(outbox.id, id));
}

/** An address that was refused took a mail: what was refused before no longer asks for anything. */
export async function settleBounces(db: Queryable, personId: string, to: string) {
  await db
    .update(outbox)
    .set({ payload: sql`json_set(${outbox.payload}, '$.settled', json('true'))` })
    .where(
      and(
        isNull(outbox.sentAt),
        isNotNull(outbox.failedAt),
        eq(outbox.personId, personId),
        sql`json_extract(${outbox.payload}, '$.to') = ${to}`,
      ),
    );
}

/** Counts a try before it is made. */
export async function claimMail(db: Queryable, id: string, tries: number, nextTryAt: Date) {
  await db.update(outbox).set({ tries, nextTryAt }).where(eq(outbox.id, id));
}

/** @param payload what is still kept of it */
export async function markSent(db: Queryable, id: string, now: Date, payload: OutboxRow['payload']) {
  await db.update(outbox).set({ sentAt: now, payload }).where(eq(outbox.id, id));
}

export async function deleteMail(db: Queryable, id: string) {
  await db.delete(outbox).where(eq(outbox.id, id));
}

/** @param payload as for markSent */
export async function markFailed(db: Queryable, id: string, now: Date, payload: OutboxRow['payload']) {
  await db.update(outbox).set({ failedAt: now, payload }).where(eq(outbox.id, id));
}

const isWaiting = and(inArray(outbox.channel, channels), isNull(outbox.sentAt), isNull(outbox.failedAt)) as SQL;
/** Given up, and not made good by a mail that did arrive. */
const hasFailed = and(
  inArray(outbox.channel, channels),
  isNull(outbox.sentAt),
  isNotNull(outbox.failedAt),
  sql`json_extract(${outbox.payload}, '$.settled') is null`,
) as SQL;

const day = 86_400_000;

/** How many wait (and since when) and failed, of mail and of statements; and how many mails went out in the last 24 hours. */
export async function countOutbox(db: Queryable, now: Date) {
  const [waiting, failed, [sent]] = await Promise.all([
    db
      .select({ channel: outbox.channel, n: count(), oldest: min(outbox.dueAt) })
      .from(outbox)
      .where(isWaiting)
      .groupBy(outbox.channel),
    db.select({ channel: outbox.channel, n: count() }).from(outbox).where(hasFailed).groupBy(outbox.channel),
    db
      .select({ n: count() })
      .from(outbox)
      .where(and(eq(outbox.channel, 'mail'), gt(outbox.sentAt, new Date(now.getTime() - day)))),
  ]);
  const of = (channel: Channel) => {
    const waits = waiting.find((row) => row.channel === channel);
    return {
      waiting: waits?.n ?? 0,
      oldest: waits?.oldest ?? null,
      failed: failed.find((row) => row.channel === channel)?.n ?? 0,
    };
  };
  return { mail: { ...of('mail'), sent: sent?.n ?? 0 }, statements: of('lrs') };
}

/** What waits, the oldest first; or what failed, the newest first. One row more than a page. */
export async function listOutbox(db: Queryable, where: { state: 'waiting' | 'failed'; page: number }): Promise<OutboxRow[]> {
  return db
    .select()
    .from(outbox)
    .where(where.state === 'waiting' ? isWaiting : hasFailed)
    .orderBy(...(where.state === 'waiting' ? [asc(outbox.dueAt), asc(outbox.id)] : [desc(outbox.failedAt), desc(outbox.id)]))
    .limit(pageSize + 1)
    .offset((where.page - 1) * pageSize);
}

export async function listFailedIds(db: Queryable): Promise<string[]> {
  const rows = await db.select({ id: outbox.id }).from(outbox).where(hasFailed);
  return rows.map((row) => row.id);
}

/** What failed of these people's mail. */
export async function listFailedOf(db: Queryable, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return db
    .select({ personId: outbox.personId, payload: outbox.payload })
    .from(outbox)
    .where(and(hasFailed, eq(outbox.channel, 'mail'), inArray(outbox.personId, [...personIds])));
}

export async function findMail(db: Queryable, id: string): Promise<OutboxRow | null> {
  const [row] = await db.select().from(outbox).where(eq(outbox.id, id));
  return row ?? null;
}

/** It waits again, as if it was never tried. */
export async function putBack(db: Queryable, id: string, payload: OutboxRow['payload'], now: Date) {
  await db.update(outbox).set({ failedAt: null, tries: 0, nextTryAt: now, payload }).where(eq(outbox.id, id));
}

/** Whatever waits or failed there. */
export async function deleteChannel(db: Queryable, channel: Channel) {
  await db.delete(outbox).where(eq(outbox.channel, channel));
}

/** How many mails have a key that starts like this, and whether one of them is exactly `key`. */
export async function countMailKeys(db: Queryable, prefix: string, key: string): Promise<{ n: number; known: boolean }> {
  const rows = await db
    .select({ key: outbox.idempotencyKey })
    .from(outbox)
    .where(and(gte(outbox.idempotencyKey, prefix), lt(outbox.idempotencyKey, `${prefix}\u{10ffff}`)));
  return { n: rows.length, known: rows.some((row) => row.key === key) };
}
