import { leaveForDesk } from '#src/services/desk/leave.ts';
import type { DeskFields } from '#src/services/desk/spot.ts';
import { ids, optionalId, path, response, sure, texts, z } from './fields.ts';
import { formAction } from './form-action.ts';

/** What else a form on a course page has: an assignment, or the question about what was changed. */
const alongside = {
  course: optionalId,
  module: optionalId,
  opdracht: optionalId,
  versie: optionalId,
  veld: ids,
  tekst: texts,
  delen: optionalId,
  geenKlant: optionalId,
};

/** "Klant aan de balie": a button on every lesson, question and assignment. */
export const desk = {
  leave: formAction(
    z.strictObject({ path, anchor: optionalId, attempt: optionalId, question: optionalId, chosen: response, sure, ...alongside }),
    async (ctx, input) => {
      const fields: DeskFields = [
        ...(input.attempt ? ([['attempt', input.attempt]] as DeskFields) : []),
        ...(input.question ? ([['question', input.question]] as DeskFields) : []),
        ...(input.sure ? ([['sure', input.sure]] as DeskFields) : []),
        ...(input.delen ? ([['delen', input.delen]] as DeskFields) : []),
        ...input.veld.map((field, index): [string, string] => [`tekst:${field}`, input.tekst[index] ?? '']),
        ...input.chosen.map((value): [string, string] => ['chosen', value]),
      ];
      await leaveForDesk(ctx, { path: input.path, anchor: input.anchor ?? null, fields });
      return '/balie';
    },
  ),
};
