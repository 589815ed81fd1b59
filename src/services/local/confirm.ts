import { findNewestText, insertLocalText } from '#src/db/queries/local-text.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { refused, ServiceError } from '../service-error.ts';
import { whoSaved } from './between.ts';
import { reviewDays } from './care.ts';
import { reachSlot, type SlotPlace } from './reach.ts';
import { contentOf, placeOf } from './save.ts';

/**
 * "Nagekeken, klopt nog": the same text, looked at now, with a new day to look again.
 * @param input.seen the row that was read; a text that was changed since then is not confirmed unread
 */
export async function confirmLocalText(ctx: Context, input: SlotPlace & { seen: number }): Promise<void> {
  const { actor, slot } = await reachSlot(ctx, input);
  const { proposed } = reviewDays(ctx.now, slot.reviewMonths);
  await ctx.db.transaction(async (tx) => {
    const newest = await findNewestText(tx, input, ctx.now);
    if (!newest || newest.body === null) throw refused('Hier staat geen tekst. Er valt niets na te kijken.');
    if (newest.seq !== input.seen) {
      const today = wallClock(ctx.now).day;
      const twice = newest.byId === actor.personId && newest.reviewBy === proposed && wallClock(newest.checkedAt).day === today;
      if (twice) return;
      throw new ServiceError('conflict', `${whoSaved(ctx, newest)} sloeg deze tekst net op. Lees eerst wat er nu staat.`);
    }
    await insertLocalText(tx, {
      id: newId(),
      ...placeOf(input),
      ...contentOf(newest),
      reviewBy: proposed,
      checkedAt: ctx.now,
      byId: actor.personId,
    });
  });
}
