import { insertReferral } from '#src/db/queries/referral.ts';
import type { Context } from '../context.ts';
import { reachLibrary } from '../local/reach.ts';
import { checkReferral, rowOf, type ReferralFields } from './fields.ts';

/**
 * Adds a row to the sociale kaart.
 * @param input.id chosen by the form, so that a second click adds no second one
 */
export async function addReferral(ctx: Context, input: ReferralFields & { libraryId: string; id: string }): Promise<void> {
  const { actor, library } = await reachLibrary(ctx, input.libraryId, 'local:manage');
  await ctx.db.transaction(async (tx) => {
    await checkReferral(ctx, tx, library, input);
    await insertReferral(tx, {
      id: input.id,
      libraryId: library.id,
      ...rowOf(input),
      checkedAt: ctx.now,
      byId: actor.personId,
    });
  });
}
