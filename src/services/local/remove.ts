import { findNewestText, insertLocalText } from '#src/db/queries/local-text.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';
import { whoSaved } from './between.ts';
import { reachSlot, type SlotPlace } from './reach.ts';
import { placeOf } from './save.ts';

/** Takes a text away: of a branch, so that the library's counts again, or of the library, so that lessons show their own. */
export async function removeLocalText(ctx: Context, input: SlotPlace & { seen: number }): Promise<void> {
  const { actor } = await reachSlot(ctx, input);
  await ctx.db.transaction(async (tx) => {
    const newest = await findNewestText(tx, input, ctx.now);
    if (!newest || newest.body === null) return; // it is gone already
    if (newest.seq !== input.seen)
      throw new ServiceError(
        'conflict',
        `${whoSaved(ctx, newest)} sloeg deze tekst net op. Hij is dus niet weggehaald. Lees eerst wat er nu staat.`,
      );
    await insertLocalText(tx, {
      id: newId(),
      ...placeOf(input),
      body: null,
      checkedAt: ctx.now,
      reviewBy: wallClock(ctx.now).day,
      byId: actor.personId,
    });
  });
}
