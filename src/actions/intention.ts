import { keepIntention, longestIntention } from '#src/services/intention/save.ts';
import { intentionPath } from '#src/services/intention/open.ts';
import { id, lines, oneOf, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

const text = z.preprocess(
  (value) => (value === null || value === '' ? undefined : value),
  lines('je voornemen', longestIntention).optional(),
);

export const intention = {
  save: formAction(
    z.strictObject({
      bijeenkomst: id(),
      tekst: text,
      delen: oneOf(['nee', 'ja'], 'Kies wie dit leest.'),
      geenKlant: ticked,
    }),
    async (ctx, input) => {
      await keepIntention(ctx, {
        meetingId: input.bijeenkomst,
        body: input.tekst ?? '',
        shared: input.delen === 'ja',
        confirmed: input.geenKlant,
      });
      return `${intentionPath(input.bijeenkomst)}?gelukt=${input.tekst ? 'voornemen' : 'verwijderd'}`;
    },
  ),
};
