import { longestAgreement } from '#src/services/agreement/add.ts';
import { addPilotAgreement } from '#src/services/pilot-agreement/add.ts';
import { changePilotAgreement } from '#src/services/pilot-agreement/change.ts';
import { finishPilotAgreement } from '#src/services/pilot-agreement/finish.ts';
import { withdrawPilotAgreement } from '#src/services/pilot-agreement/withdraw.ts';
import { talkPath } from '#src/services/pilot/talk.ts';
import { day, id, line, path, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { at, done, place } from './pilot-place.ts';

const agreed = {
  ...place,
  wat: line('de afspraak', longestAgreement),
  wie: id('wie het doet'),
  datum: day,
  geenKlant: ticked,
};
const agreedOf = (input: { wat: string; wie: string; datum: string; geenKlant: boolean }) => ({
  body: input.wat,
  ownerId: input.wie,
  due: input.datum,
  confirmed: input.geenKlant,
});
const finish = { afspraak: id('een afspraak'), verder: path };

/** What adviser and library agreed. */
export const pilotAgreement = {
  add: formAction(z.strictObject({ ...agreed, sleutel: id() }), async (ctx, input) => {
    await addPilotAgreement(ctx, { ...at(input), ...agreedOf(input), clientKey: input.sleutel });
    return `${talkPath(at(input))}?gelukt=afspraak&dag=${input.datum}#afspraken`;
  }),

  change: formAction(
    z.strictObject({ ...agreed, afspraak: id('een afspraak'), gezien: id('een afspraak') }),
    async (ctx, input) => {
      const { told } = await changePilotAgreement(ctx, {
        ...at(input),
        ...agreedOf(input),
        agreementId: input.afspraak,
        seen: input.gezien,
      });
      return done(input, told ? 'afspraak-overgedragen' : 'afspraak-veranderd', `afspraak-${input.afspraak}`);
    },
  ),

  done: formAction(z.strictObject(finish), async (ctx, input) => {
    await finishPilotAgreement(ctx, { agreementId: input.afspraak, done: true });
    return `${input.verder}?gelukt=afgevinkt`;
  }),

  reopen: formAction(z.strictObject(finish), async (ctx, input) => {
    await finishPilotAgreement(ctx, { agreementId: input.afspraak, done: false });
    return `${input.verder}?gelukt=afspraak-open`;
  }),

  withdraw: formAction(z.strictObject({ ...place, afspraak: id('een afspraak') }), async (ctx, input) => {
    await withdrawPilotAgreement(ctx, { ...at(input), agreementId: input.afspraak });
    return done(input, 'afspraak-weg', 'afspraken');
  }),
};
