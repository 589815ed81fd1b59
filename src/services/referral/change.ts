import { updateReferral, type ReferralRow } from '#src/db/queries/referral.ts';
import type { Context } from '../context.ts';
import { savedBetween } from '../local/between.ts';
import { reachLibrary } from '../local/reach.ts';
import { refused } from '../service-error.ts';
import { checkReferral, rowOf, type ReferralFields } from './fields.ts';
import { nextCheck, reachReferral } from './reach.ts';

/**
 * Changes a row of the sociale kaart; saving is looking at it too.
 * @param input.seen when it was last saved before the form was made, in milliseconds
 * @throws ServiceError conflict when someone saved something else in between
 */
export async function changeReferral(
  ctx: Context,
  input: ReferralFields & { libraryId: string; id: string; seen: number },
): Promise<void> {
  const { actor, library } = await reachLibrary(ctx, input.libraryId, 'local:manage');
  await ctx.db.transaction(async (tx) => {
    const row = await reachReferral(ctx, tx, input);
    await checkReferral(ctx, tx, library, input);
    const wanted = rowOf(input);
    if (row.checkedAt.getTime() !== input.seen) {
      if (same(row, wanted)) return; // the same press twice
      throw savedBetween(ctx, row);
    }
    if (row.endedAt) throw refused('Deze regel is gestopt. Zet hem eerst terug.');
    await updateReferral(tx, row.id, { ...wanted, checkedAt: nextCheck(row, ctx.now), byId: actor.personId });
  });
}

const same = (row: ReferralRow, wanted: ReturnType<typeof rowOf>) =>
  (Object.keys(wanted) as (keyof typeof wanted)[]).every((key) => row[key] === wanted[key]);
