import { listSlotTexts } from '#src/db/queries/local-text.ts';
import type { LocalSlotView } from '#src/domain/lesson-parts.ts';
import type { Context } from '../context.ts';
import { slotView } from './view.ts';

/** The places of a lesson that the reader's library fills in: the text of their branch, else that of the library. */
export async function slotParts(ctx: Context, ids: readonly string[]): Promise<Record<string, LocalSlotView>> {
  const views: Record<string, LocalSlotView> = {};
  const slots = ids.flatMap((id) => ctx.catalogue.slots.get(id) ?? []);
  if (slots.length === 0) return views;
  const rows = ctx.actor
    ? await listSlotTexts(ctx.db, { personId: ctx.actor.personId, slotIds: slots.map((slot) => slot.id), now: ctx.now })
    : [];
  for (const slot of slots) {
    const own = rows.filter((row) => row.slotId === slot.id && row.body !== null);
    const text = own.find((row) => row.branchId !== null) ?? own[0] ?? null;
    views[slot.id] = slotView(slot.title, text, text?.libraryName ?? '', ctx.now);
  }
  return views;
}
