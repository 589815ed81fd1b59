import type { LocalSlotView } from '#src/domain/lesson-parts.ts';
import type { Context } from '../context.ts';

/** The places of a lesson that the reader's library fills in. */
export async function slotParts(ctx: Context, ids: readonly string[]): Promise<Record<string, LocalSlotView>> {
  const views: Record<string, LocalSlotView> = {};
  for (const id of ids) {
    const slot = ctx.catalogue.slots.get(id);
    if (slot) views[id] = { title: slot.title, text: null, where: null, checked: null, stale: false, document: null };
  }
  return views;
}
