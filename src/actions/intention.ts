import { participantPath } from '#src/services/check-in/open.ts';
import { keepIntention, longestIntention } from '#src/services/intention/save.ts';
import { intentionPath } from '#src/services/intention/open.ts';
import { id, lines, oneOf, optionalId, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

const text = z.preprocess(
  (value) => (value === null || value === '' ? undefined : value),
  lines('je voornemen', longestIntention).optional(),
);

export const intention = {
  save: formAction(
    z.strictObject({
      bijeenkomst: id(),
      moment: optionalId,
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
      const done = `?gelukt=${input.tekst ? 'voornemen' : 'verwijderd'}`;
      // During the meeting: back to what is on there.
      return `${input.moment ? participantPath(input.moment) : intentionPath(input.bijeenkomst)}${done}`;
    },
  ),
};
