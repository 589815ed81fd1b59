/** The word list: words that a colleague may not know, each explained in a few plain sentences. */
import { z } from 'zod';
import { localId, sentence } from './question/kind.ts';
import { sourceSchema } from './quiz.ts';

export const termsSchema = z.array(
  z.strictObject({
    id: localId,
    term: sentence,
    /** Other spellings, so that they are found and not counted as long words. */
    forms: z.array(sentence).default([]),
    explanation: sentence,
    sources: z.array(sourceSchema.omit({ id: true }).or(sentence)).default([]),
  }),
);
export type Term = z.infer<typeof termsSchema>[number];
