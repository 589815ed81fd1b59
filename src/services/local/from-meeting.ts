import { findNewestText } from '#src/db/queries/local-text.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { notFound } from '../service-error.ts';
import { reviewDays } from './care.ts';
import { saveLocalText } from './save.ts';

/**
 * Writes what a meeting yielded in a slot of the library, in one step: the owner stays, or is the writer; the day to look at
 * it again is the one that the slot proposes. Who may, and what happens when someone was first, is as for any text of "Bij ons".
 */
export async function saveFromMeeting(
  ctx: Context,
  input: { groupId: string; nr: number; slotId: string; body: string; seen: number; sure: boolean },
): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  await reachMeeting(ctx.db, input);
  const slot = ctx.catalogue.slots.get(input.slotId);
  if (slot?.kind !== 'text') throw notFound();
  const place = { libraryId: group.libraryId, slotId: slot.id, branchId: null };
  const newest = await findNewestText(ctx.db, place, ctx.now);
  const owner = newest?.body && newest.ownerCurrent ? newest.ownerId : null;
  await saveLocalText(ctx, {
    ...place,
    body: input.body,
    ownerId: owner ?? ctx.actor?.personId ?? '',
    reviewBy: reviewDays(ctx.now, slot.reviewMonths).proposed,
    seen: input.seen,
    sure: input.sure,
  });
}
