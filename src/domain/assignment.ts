/** A practice assignment: something to write down about one's own library or one's own way of working. */
import { z } from 'zod';
import { localId, sentence, unique } from './question/kind.ts';

export const assignmentKinds = ['card', 'reflection'] as const;

/** Longest text in one field. */
export const longestAssignmentField = 1000;

export const assignmentSchema = z
  .strictObject({
    id: localId,
    /** card: a card to fill in; reflection: three lines. */
    kind: z.enum(assignmentKinds),
    lesson: localId,
    title: sentence,
    intro: sentence,
    /** Does the module ask for it? */
    required: z.boolean(),
    fields: z
      .array(z.strictObject({ id: localId, label: sentence, hint: sentence.optional() }))
      .min(1)
      .max(8),
  })
  .refine((a) => unique(a.fields.map((f) => f.id)), 'two fields share an id')
  .refine((a) => a.kind !== 'reflection' || a.fields.length === 3, 'a reflection has three lines')
  .refine((a) => a.kind !== 'card' || a.fields.length >= 3, 'a card has three fields or more');
export type Assignment = z.infer<typeof assignmentSchema>;
