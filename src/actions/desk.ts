import { leaveForDesk } from '#src/services/desk/leave.ts';
import type { DeskFields } from '#src/services/desk/spot.ts';
import { optionalId, path, response, sure, z } from './fields.ts';
import { formAction } from './form-action.ts';

/** "Klant aan de balie": a button on every lesson and every question. */
export const desk = {
  leave: formAction(
    z.strictObject({ path, anchor: optionalId, attempt: optionalId, question: optionalId, chosen: response, sure }),
    async (ctx, input) => {
      const fields: DeskFields = [
        ...(input.attempt ? ([['attempt', input.attempt]] as DeskFields) : []),
        ...(input.question ? ([['question', input.question]] as DeskFields) : []),
        ...(input.sure ? ([['sure', input.sure]] as DeskFields) : []),
        ...input.chosen.map((value): [string, string] => ['chosen', value]),
      ];
      await leaveForDesk(ctx, { path: input.path, anchor: input.anchor ?? null, fields });
      return '/balie';
    },
  ),
};
