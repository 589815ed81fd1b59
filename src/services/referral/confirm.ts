import { updateReferral } from '#src/db/queries/referral.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { referralReviewMonths } from '#src/domain/referral.ts';
import type { Context } from '../context.ts';
import { whoSaved } from '../local/between.ts';
import { reviewDays } from '../local/care.ts';
import { reachLibrary } from '../local/reach.ts';
import { refused, ServiceError } from '../service-error.ts';
import { nextCheck, reachReferral } from './reach.ts';

/** "Nagekeken, klopt nog": the row stays as it is, with a new day to look again. */
export async function confirmReferral(ctx: Context, input: { libraryId: string; id: string; seen: number }): Promise<void> {
  const { actor, library } = await reachLibrary(ctx, input.libraryId, 'local:manage');
  const { proposed } = reviewDays(ctx.now, referralReviewMonths);
  await ctx.db.transaction(async (tx) => {
    const row = await reachReferral(ctx, tx, { libraryId: library.id, id: input.id });
    if (row.endedAt) throw refused('Deze regel is gestopt. Er valt niets na te kijken.');
    if (row.checkedAt.getTime() !== input.seen) {
      const today = wallClock(ctx.now).day;
      if (row.byId === actor.personId && row.reviewBy === proposed && wallClock(row.checkedAt).day === today) return;
      throw new ServiceError('conflict', `${whoSaved(ctx, row)} sloeg deze regel net op. Lees eerst wat er nu staat.`);
    }
    await updateReferral(tx, row.id, { reviewBy: proposed, checkedAt: nextCheck(row, ctx.now), byId: actor.personId });
  });
}
