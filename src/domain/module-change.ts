/** What is different in a newer version of a module, for who passed an older one: three lines and one question. */
import { z } from 'zod';
import { sentence } from './question/kind.ts';
import { choiceSchema } from './question/choice.ts';
import { sourceSchema } from './quiz.ts';

export const moduleChangesSchema = z.array(
  z.strictObject({
    version: z.int().min(2),
    lines: z.array(sentence).length(3),
    sources: z.array(sourceSchema).default([]),
    question: choiceSchema,
  }),
);
export type ModuleChange = z.infer<typeof moduleChangesSchema>[number];

/** The changes that someone who passed `passed` has not seen; none for who passed the newest version. */
export const changesSince = (changes: readonly ModuleChange[], passed: number): ModuleChange[] =>
  changes.filter((c) => c.version > passed).toSorted((a, b) => a.version - b.version);
