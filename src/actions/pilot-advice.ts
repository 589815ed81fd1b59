import { addAdvice, longestAdvice } from '#src/services/pilot-advice/add.ts';
import { takeBackAdvice } from '#src/services/pilot-advice/withdraw.ts';
import { id, lines, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { at, done, place } from './pilot-place.ts';

/** What the adviser writes to a library in a pilot. */
export const pilotAdvice = {
  add: formAction(
    z.strictObject({ ...place, sleutel: id(), advies: lines('je advies', longestAdvice), geenKlant: ticked }),
    async (ctx, input) => {
      await addAdvice(ctx, { ...at(input), clientKey: input.sleutel, body: input.advies, confirmed: input.geenKlant });
      return done(input, 'advies', 'advies');
    },
  ),

  withdraw: formAction(z.strictObject({ ...place, advies: id('een advies') }), async (ctx, input) => {
    await takeBackAdvice(ctx, { ...at(input), adviceId: input.advies });
    return done(input, 'advies-weg', 'advies');
  }),
};
