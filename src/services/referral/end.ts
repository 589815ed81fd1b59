import { updateReferral } from '#src/db/queries/referral.ts';
import type { Context } from '../context.ts';
import { reachLibrary } from '../local/reach.ts';
import { reachReferral } from './reach.ts';

/** Takes a row off the sociale kaart. It stays in the list of what was ended, and can come back. */
export const endReferral = (ctx: Context, which: { libraryId: string; id: string }) => setEnded(ctx, which, true);

export const reopenReferral = (ctx: Context, which: { libraryId: string; id: string }) => setEnded(ctx, which, false);

async function setEnded(ctx: Context, which: { libraryId: string; id: string }, ended: boolean): Promise<void> {
  const { actor } = await reachLibrary(ctx, which.libraryId, 'local:manage');
  await ctx.db.transaction(async (tx) => {
    const row = await reachReferral(ctx, tx, which);
    if ((row.endedAt !== null) === ended) return;
    await updateReferral(tx, row.id, { endedAt: ended ? ctx.now : null, byId: actor.personId });
  });
}
