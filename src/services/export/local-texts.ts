import { listNewestTexts } from '#src/db/queries/local-text.ts';
import type { LocalSlotView } from '#src/domain/lesson-parts.ts';
import { textFor } from '#src/domain/local-text.ts';
import type { Context } from '../context.ts';
import { reachLibrary } from '../local/reach.ts';
import { slotView } from '../local/view.ts';
import { notFound } from '../service-error.ts';

export interface ExportedLocal {
  /** "Bibliotheek Duinrand" or "Bibliotheek Duinrand, Zeedorp"; null where no local texts go along. */
  where: string | null;
  slot(id: string): LocalSlotView | undefined;
}

/**
 * The texts of a library that one fills in, or of one of its branches. No name of a colleague goes along; that a text is old
 * can't be known where it is read.
 * @param place '' for none, `<library>` or `<library>.<branch>`
 */
export async function exportedLocal(ctx: Context, place: string): Promise<ExportedLocal> {
  if (place === '') return { where: null, slot: () => undefined };
  const [libraryId = '', branchId = null] = place.split('.');
  const { library } = await reachLibrary(ctx, libraryId, 'local:manage');
  const branch = library.branches.find((b) => b.id === branchId) ?? null;
  if (branchId !== null && !branch) throw notFound();
  const rows = await listNewestTexts(ctx.db, [library.id], ctx.now);
  return {
    where: branch ? `${library.name}, ${branch.name}` : library.name,
    slot(id) {
      const slot = ctx.catalogue.slots.get(id);
      if (!slot) return undefined;
      const text = textFor(rows, id, branch?.id ?? null);
      const view = slotView(slot.title, text && { ...text, ownerName: null }, library.name, ctx.now);
      return { ...view, stale: false };
    },
  };
}
