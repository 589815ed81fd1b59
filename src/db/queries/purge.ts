/** What the night clears: everything whose term is over (src/db/personal-data.ts). */
import { and, count, eq, inArray, isNull, lt, lte, ne, or, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import { keptDays, type KeptDays } from '#src/db/personal-data.ts';
import {
  auditEvent,
  draft,
  jobRun,
  oneTimeLink,
  outbox,
  passkeyChallenge,
  peopleImport,
  personMerge,
  session,
  signInFailure,
} from '#src/db/schema/index.ts';
import { sessionLimits } from '#src/domain/session.ts';

/** Few enough that nobody notices the write lock. */
const atOnce = 500;
const day = 86_400_000;

export type Purged = Record<keyof KeptDays, number>;

interface Term {
  table: SQLiteTable;
  key: SQLiteColumn;
  /** Past its term. */
  where: SQL | undefined;
  /** What these columns become, for a row that itself stays. */
  emptied?: Record<string, unknown>;
}

function termsAt(now: Date, kept: KeptDays): Record<keyof KeptDays, Term | Term[]> {
  const before = (days: number, more = 0) => new Date(now.getTime() - days * day - more);
  const linkEnd = before(kept.oneTimeLink);
  const sessionEnd = before(kept.session);
  const idle = (kind: keyof typeof sessionLimits) =>
    and(eq(session.kind, kind), lt(session.lastSeen, before(kept.session, sessionLimits[kind].idle)));
  const mailEnd = before(kept.mail);
  return {
    draft: [
      { table: draft, key: draft.id, where: lt(draft.expiresAt, before(kept.draft)) },
      { table: passkeyChallenge, key: passkeyChallenge.tokenHash, where: lt(passkeyChallenge.expiresAt, before(kept.draft)) },
    ],
    signInFailure: { table: signInFailure, key: signInFailure.id, where: lt(signInFailure.at, before(kept.signInFailure)) },
    oneTimeLink: {
      table: oneTimeLink,
      key: oneTimeLink.tokenHash,
      // When one was used is not kept; it was after it was made.
      where: or(lt(oneTimeLink.expiresAt, linkEnd), and(lte(oneTimeLink.usesLeft, 0), lt(oneTimeLink.createdAt, linkEnd))),
    },
    session: {
      table: session,
      key: session.id,
      where: or(and(lt(session.absoluteUntil, sessionEnd), lt(session.lastSeen, sessionEnd)), idle('own'), idle('shared')),
    },
    mail: { table: outbox, key: outbox.id, where: or(lt(outbox.sentAt, mailEnd), lt(outbox.failedAt, mailEnd)) },
    jobRun: { table: jobRun, key: jobRun.id, where: lt(jobRun.startedAt, before(kept.jobRun)) },
    peopleImport: {
      table: peopleImport,
      key: peopleImport.id,
      where: and(isNull(peopleImport.appliedAt), lt(peopleImport.at, before(kept.peopleImport))),
    },
    // That two accounts were joined stays; which row came from which goes.
    personMerge: {
      table: personMerge,
      key: personMerge.id,
      where: and(lt(personMerge.at, before(kept.personMerge)), ne(personMerge.moved, {})),
      emptied: { moved: {} },
    },
    auditEvent: { table: auditEvent, key: auditEvent.id, where: lt(auditEvent.at, before(kept.auditEvent)) },
  };
}

/** Answers how many rows went. */
export async function purgeExpired(db: Queryable, now: Date, kept: KeptDays = keptDays): Promise<Purged> {
  return each(termsAt(now, kept), (term) => clear(db, term));
}

/** How many rows would go. */
export async function countExpired(db: Queryable, now: Date, kept: KeptDays): Promise<Purged> {
  return each(termsAt(now, kept), async ({ table, where }) => {
    const [row] = await db.select({ n: count() }).from(table).where(where);
    return row?.n ?? 0;
  });
}

async function each(terms: Record<keyof KeptDays, Term | Term[]>, run: (term: Term) => Promise<number>): Promise<Purged> {
  const found: [string, number][] = [];
  for (const [kind, some] of Object.entries(terms)) {
    let rows = 0;
    for (const term of [some].flat()) rows += await run(term);
    found.push([kind, rows]);
  }
  return Object.fromEntries(found) as Purged;
}

async function clear(db: Queryable, { table, key, where, emptied }: Term): Promise<number> {
  let cleared = 0;
  for (;;) {
    const some = inArray(key, db.select({ key }).from(table).where(where).limit(atOnce));
    const rows = emptied
      ? await db.update(table).set(emptied).where(some).returning({ key })
      : await db.delete(table).where(some).returning({ key });
    cleared += rows.length;
    if (rows.length < atOnce) return cleared;
  }
}
