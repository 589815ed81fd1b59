import { findNewestText, insertLocalText, type LocalTextRow } from '#src/db/queries/local-text.ts';
import { isDay } from '#src/domain/calendar-day.ts';
import { longestLocalText } from '#src/domain/local-slot.ts';
import { sameContent, type LocalContent } from '#src/domain/local-text.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';
import { savedBetween } from './between.ts';
import { checkCare, checkCustomerData, type Care } from './care.ts';
import { reachSlot, type SlotPlace } from './reach.ts';

export interface TextFields {
  body: string;
  documentTitle?: string | undefined;
  documentDate?: string | undefined;
  documentPlace?: string | undefined;
}

/**
 * Writes the text of a slot, for the library or a branch. Saving is looking at it too.
 * @param input.seen the row that the form was made from (0: none); who comes second with something else is told who was first
 * @throws ServiceError invalid for what is missing or looks like data of a customer; conflict when it was saved in between
 */
export async function saveLocalText(ctx: Context, input: SlotPlace & TextFields & Care & { seen: number }): Promise<void> {
  const { actor, slot } = await reachSlot(ctx, input);
  if (input.body.length > longestLocalText)
    throw invalid('tekst', `Dit is te lang: houd het bij ${longestLocalText} tekens. Je tekst staat er nog.`);
  const document = slot.kind === 'document' ? documentOf(input) : noDocument;
  checkCustomerData('tekst', [input.body, document.documentTitle, document.documentPlace], input.sure);
  const content: LocalContent = { body: input.body, ...document, ownerId: input.ownerId, reviewBy: input.reviewBy };
  await ctx.db.transaction(async (tx) => {
    await checkCare(ctx, tx, input.libraryId, input);
    const newest = await findNewestText(tx, input, ctx.now);
    if ((newest?.seq ?? 0) !== input.seen) {
      if (newest && sameContent(newest, content)) return; // the same press twice
      if (newest) throw savedBetween(ctx, newest);
    }
    await insertLocalText(tx, {
      id: newId(),
      ...placeOf(input),
      ...content,
      checkedAt: ctx.now,
      byId: actor.personId,
    });
  });
}

export const placeOf = ({ libraryId, slotId, branchId }: SlotPlace): SlotPlace => ({ libraryId, slotId, branchId });

export const contentOf = (row: LocalTextRow): LocalContent => ({
  body: row.body,
  documentTitle: row.documentTitle,
  documentDate: row.documentDate,
  documentPlace: row.documentPlace,
  ownerId: row.ownerId,
  reviewBy: row.reviewBy,
});

const noDocument = { documentTitle: null, documentDate: null, documentPlace: null };

function documentOf({ documentTitle, documentDate, documentPlace }: TextFields) {
  if (!documentTitle) throw invalid('titel', 'Vul in hoe het document heet.');
  if (!documentDate || !isDay(documentDate)) throw invalid('datum', 'Kies de datum die op het document staat.');
  if (!documentPlace) throw invalid('plek', 'Vul in waar je het document vindt.');
  return { documentTitle, documentDate, documentPlace };
}
