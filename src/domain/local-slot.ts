/** "Bij ons": the named places in lessons that a library fills in itself. */
import { z } from 'zod';
import { localId, sentence } from './question/kind.ts';

export const slotKinds = ['text', 'document'] as const;

export const slotsSchema = z.array(
  z.strictObject({
    id: localId,
    title: sentence,
    /** What the specialist writes down here. */
    question: sentence,
    hint: sentence.optional(),
    /** document: a dated document of the library beside the text. */
    kind: z.enum(slotKinds),
    /** After how many months someone looks at it again, unless the specialist says otherwise. */
    reviewMonths: z.int().min(1).max(24),
    /** General text for a page that shows the slot and has none of its own. */
    general: sentence,
  }),
);
export type LocalSlot = z.infer<typeof slotsSchema>[number];

/** Longest text of a slot, in characters. */
export const longestLocalText = 2000;
