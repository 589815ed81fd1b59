import { addSuggestion, longestSuggestion } from '#src/services/suggestion/add.ts';
import { takeBackSuggestion } from '#src/services/suggestion/withdraw.ts';
import { id, lines, z } from './fields.ts';
import { formAction } from './form-action.ts';

/** "course_meeting" */
const meeting = z
  .string('Kies een bijeenkomst.')
  .regex(/^[a-z0-9-]{1,60}_[a-z0-9-]{1,60}$/, 'Kies een bijeenkomst.')
  .transform((value) => {
    const [courseId = '', templateId = ''] = value.split('_');
    return { courseId, templateId };
  });

export const suggestion = {
  add: formAction(
    z.strictObject({
      sleutel: id(),
      bibliotheek: id('een bibliotheek'),
      bijeenkomst: meeting,
      suggestie: lines('je suggestie', longestSuggestion),
    }),
    async (ctx, input) => {
      await addSuggestion(ctx, {
        clientKey: input.sleutel,
        libraryId: input.bibliotheek,
        ...input.bijeenkomst,
        body: input.suggestie,
      });
      return '/suggesties?gelukt=suggestie';
    },
  ),

  withdraw: formAction(z.strictObject({ suggestie: id() }), async (ctx, input) => {
    await takeBackSuggestion(ctx, { id: input.suggestie });
    return '/suggesties?gelukt=verwijderd';
  }),
};
