/** What the night clears: everything whose term is over (src/db/personal-data.ts). */
import { and, eq, inArray, isNull, lt, lte, ne, or, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import { keptDays } from '#src/db/personal-data.ts';
import {
  auditEvent,
  draft,
  jobRun,
  oneTimeLink,
  outbox,
  peopleImport,
  personMerge,
  session,
  signInFailure,
} from '#src/db/schema/index.ts';
import { sessionLimits } from '#src/domain/session.ts';

/** Few enough that nobody notices the write lock. */
const atOnce = 500;
const day = 86_400_000;

export type Purged = Record<keyof typeof keptDays, number>;

/** Answers how many rows went. */
export async function purgeExpired(db: Queryable, now: Date): Promise<Purged> {
  const before = (days: number, more = 0) => new Date(now.getTime() - days * day - more);
  const linkEnd = before(keptDays.oneTimeLink);
  const sessionEnd = before(keptDays.session);
  const idle = (kind: keyof typeof sessionLimits) =>
    and(eq(session.kind, kind), lt(session.lastSeen, before(keptDays.session, sessionLimits[kind].idle)));
  const mailEnd = before(keptDays.mail);
  return {
    draft: await clear(db, draft, draft.id, lt(draft.expiresAt, before(keptDays.draft))),
    signInFailure: await clear(db, signInFailure, signInFailure.id, lt(signInFailure.at, before(keptDays.signInFailure))),
    oneTimeLink: await clear(
      db,
      oneTimeLink,
      oneTimeLink.tokenHash,
      // When one was used is not kept; it was after it was made.
      or(lt(oneTimeLink.expiresAt, linkEnd), and(lte(oneTimeLink.usesLeft, 0), lt(oneTimeLink.createdAt, linkEnd))),
    ),
    session: await clear(
      db,
      session,
      session.id,
      or(and(lt(session.absoluteUntil, sessionEnd), lt(session.lastSeen, sessionEnd)), idle('own'), idle('shared')),
    ),
    mail: await clear(db, outbox, outbox.id, or(lt(outbox.sentAt, mailEnd), lt(outbox.failedAt, mailEnd))),
    jobRun: await clear(db, jobRun, jobRun.id, lt(jobRun.startedAt, before(keptDays.jobRun))),
    peopleImport: await clear(
      db,
      peopleImport,
      peopleImport.id,
      and(isNull(peopleImport.appliedAt), lt(peopleImport.at, before(keptDays.peopleImport))),
    ),
    personMerge: await emptyMerges(db, before(keptDays.personMerge)),
    auditEvent: await clear(db, auditEvent, auditEvent.id, lt(auditEvent.at, before(keptDays.auditEvent))),
  };
}

/** That two accounts were joined stays; which row came from which goes. */
async function emptyMerges(db: Queryable, end: Date): Promise<number> {
  const emptied = await db
    .update(personMerge)
    .set({ moved: {} })
    .where(and(lt(personMerge.at, end), ne(personMerge.moved, {})))
    .returning({ id: personMerge.id });
  return emptied.length;
}

async function clear(db: Queryable, table: SQLiteTable, key: SQLiteColumn, where: SQL | undefined): Promise<number> {
  let cleared = 0;
  for (;;) {
    const rows = await db
      .delete(table)
      .where(inArray(key, db.select({ key }).from(table).where(where).limit(atOnce)))
      .returning({ key });
    cleared += rows.length;
    if (rows.length < atOnce) return cleared;
  }
}
