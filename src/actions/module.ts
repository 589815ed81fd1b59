import { answerChange } from '#src/services/module-change/answer.ts';
import { id, response, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const module = {
  /** The question about what is different in a newer version. */
  answerChange: formAction(
    z.strictObject({ course: id('een cursus'), module: id('een module'), versie: whole('de versie', 2, 9999), chosen: response }),
    async (ctx, { versie, ...input }) => answerChange(ctx, { ...input, version: versie }),
  ),
};
