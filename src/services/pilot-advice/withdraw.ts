import { findAdvice, withdrawAdvice } from '#src/db/queries/pilot-talk.ts';
import type { Context } from '../context.ts';
import { assertTalking, reachTalk, type PartPlace } from '../pilot/talk.ts';
import { notFound } from '../service-error.ts';

/** Takes advice back: one's own, or a colleague's of the same POI. Twice is once. */
export async function takeBackAdvice(ctx: Context, input: PartPlace & { adviceId: string }): Promise<void> {
  const { part } = await reachTalk(ctx, input, 'adviser');
  await ctx.db.transaction(async (tx) => {
    const row = await findAdvice(tx, input.adviceId);
    if (row?.pilotLibraryId !== part.id) throw notFound();
    if (row.withdrawnAt) return;
    await assertTalking(tx, ctx, part.id);
    await withdrawAdvice(tx, row.id, ctx.now);
  });
}
