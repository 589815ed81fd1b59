import type { Queryable } from '#src/db/client.ts';
import { findReferral, type ReferralRow } from '#src/db/queries/referral.ts';
import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** A row of this library; one of another library is "not found". */
export async function reachReferral(ctx: Context, db: Queryable, which: { libraryId: string; id: string }): Promise<ReferralRow> {
  const row = await findReferral(db, which.id, ctx.now);
  if (!row || row.libraryId !== which.libraryId) throw notFound();
  return row;
}

/** Saving moves this on, whatever the clock does: who has an older form is told so. */
export const nextCheck = (row: { checkedAt: Date }, now: Date) => new Date(Math.max(now.getTime(), row.checkedAt.getTime() + 1));
