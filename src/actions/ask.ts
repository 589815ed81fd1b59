import { askForHelp, longestQuestion } from '#src/services/ask/send.ts';
import { id, lines, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const ask = {
  send: formAction(
    z.strictObject({
      course: id(),
      module: id(),
      lesson: id(),
      sleutel: id(),
      wie: id('wie je het wilt vragen'),
      vraag: z.preprocess((value) => (value === '' ? undefined : value), lines('je vraag', longestQuestion).optional()),
      geenKlant: ticked,
    }),
    async (ctx, { course, module, lesson, ...input }) => {
      const path = await askForHelp(ctx, {
        course,
        module,
        lesson,
        personId: input.wie,
        question: input.vraag ?? null,
        confirmed: input.geenKlant,
        clientKey: input.sleutel,
      });
      return `${path}?gelukt=hulp-gevraagd`;
    },
  ),
};
