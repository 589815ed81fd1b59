import { deleteFailures, deleteFailuresById, insertFailure } from '#src/db/queries/account.ts';
import type { Queryable, Transaction } from '#src/db/client.ts';
import { countFailures } from '#src/db/queries/session.ts';
import type { Context } from '../context.ts';
import { hashToken, newId } from '../new-id.ts';

export interface TryLimit {
  /** What is limited, in words; only its hash is stored. */
  key: string;
  /** So many tries that were not taken back … */
  max: number;
  /** … in so many milliseconds. */
  window: number;
}

/** A try that was let through. */
export interface CountedTry {
  /** The try was a good one: it doesn't count, and neither do the earlier ones under the first key. */
  takeBack(db: Queryable): Promise<void>;
}

/**
 * Counts a try before it is judged, in one transaction with looking how many there were: a hundred at the same moment
 * can't all slip through. A refused try isn't counted, so that whoever keeps trying doesn't lock the owner out for longer.
 * @returns null when it was one too many
 */
export async function countTry(tx: Transaction, ctx: Context, ...limits: readonly TryLimit[]): Promise<CountedTry | null> {
  const counted = limits.map((limit) => ({ ...limit, id: newId(), keyHash: hashToken(limit.key) }));
  for (const { keyHash, max, window } of counted)
    if ((await countFailures(tx, keyHash, new Date(ctx.now.getTime() - window))) >= max) return null;
  for (const { id, keyHash } of counted) await insertFailure(tx, { id, keyHash, at: ctx.now });
  return {
    async takeBack(db) {
      if (counted[0]) await deleteFailures(db, counted[0].keyHash);
      await deleteFailuresById(
        db,
        counted.map(({ id }) => id),
      );
    },
  };
}

/** Forgets the tries under one key. */
export const clearTries = (db: Queryable, limit: TryLimit) => deleteFailures(db, hashToken(limit.key));
