import type { Context } from '../context.ts';
import { reachSlot, type SlotPlace } from './reach.ts';

/** May this person fill in this place? Then the page shows what was typed as a reader will see it; nothing is written. */
export async function previewLocalText(ctx: Context, place: SlotPlace): Promise<void> {
  await reachSlot(ctx, place);
}
