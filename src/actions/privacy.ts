import { askErasure } from '#src/services/erasure/ask.ts';
import { carryOutNow } from '#src/services/erasure/carry-out.ts';
import { keepAwayAccount, withdrawErasure } from '#src/services/erasure/withdraw.ts';
import { changeTerms, checkTerms } from '#src/services/retention/change.ts';
import { id, oneOf, z } from './fields.ts';
import { formAction } from './form-action.ts';

const wish = { verzoek: id('een verzoek') };
const number = z.coerce.number('Vul een heel getal in.').int('Vul een heel getal in.');
const terms = z.strictObject({ audit: number, mail: number, away: number });

export const privacy = {
  askErasure: formAction(
    z.strictObject({
      certificaten: oneOf(['naam', 'zonder'], 'Kies wat er met je certificaten gebeurt.'),
      wachtwoord: z.string().max(1000, 'Dit wachtwoord is te lang.').optional(),
    }),
    async (ctx, input) => {
      await askErasure(ctx, { password: input.wachtwoord, keepsCertificates: input.certificaten === 'naam' });
      return '/account/wissen?gelukt=wissen-gevraagd';
    },
  ),

  withdrawErasure: formAction(z.strictObject({}), async (ctx) => {
    await withdrawErasure(ctx);
    return '/account/wissen?gelukt=wissen-ingetrokken';
  }),

  keepAccount: formAction(z.strictObject(wish), async (ctx, input) => {
    await keepAwayAccount(ctx, input.verzoek);
    return '/beheer/wissen?gelukt=wissen-ingetrokken';
  }),

  eraseNow: formAction(z.strictObject(wish), async (ctx, input) => {
    await carryOutNow(ctx, input.verzoek);
    return '/beheer/wissen?gelukt=gewist';
  }),

  /** Only looks: the same page shows what tonight would clear. */
  tryTerms: formAction(terms, async (ctx, input) => {
    checkTerms(ctx, input);
    return null;
  }),

  changeTerms: formAction(terms, async (ctx, input) => {
    await changeTerms(ctx, input);
    return '/beheer/bewaren?gelukt=opgeslagen';
  }),
};
