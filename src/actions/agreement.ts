import { addAgreement, longestAgreement } from '#src/services/agreement/add.ts';
import { changeAgreement } from '#src/services/agreement/change.ts';
import { yieldPath } from '#src/services/agreement/form.ts';
import { finishAgreement } from '#src/services/agreement/finish.ts';
import { withdrawAgreement } from '#src/services/agreement/withdraw.ts';
import { saveFromMeeting } from '#src/services/local/from-meeting.ts';
import { remotePath } from '#src/services/run/paths.ts';
import { day, id, line, lines, optionalId, path, ticked, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { groep: id(), nr: whole('het nummer', 1, 9999) };
const finish = { afspraak: id('een afspraak'), verder: path };

const yieldOf = (at: { groep: string; nr: number }) => yieldPath({ groupId: at.groep, nr: at.nr });

export const agreement = {
  /** Back to the empty form, with the same day: several in a row go quickly. During a meeting, back to the leader's phone. */
  add: formAction(
    z.strictObject({
      ...place,
      moment: optionalId,
      sleutel: id(),
      wat: line('de afspraak', longestAgreement),
      wie: id('wie het doet'),
      datum: day,
      geenKlant: ticked,
    }),
    async (ctx, input) => {
      await addAgreement(ctx, {
        groupId: input.groep,
        nr: input.nr,
        clientKey: input.sleutel,
        body: input.wat,
        ownerId: input.wie,
        due: input.datum,
        confirmed: input.geenKlant,
      });
      const day = `?gelukt=afspraak&dag=${input.datum}`;
      if (!input.moment) return `${yieldOf(input)}${day}`;
      return `${remotePath({ groupId: input.groep, nr: input.nr, momentId: input.moment })}${day}#afspraken`;
    },
  ),

  change: formAction(
    z.strictObject({
      ...place,
      afspraak: id('een afspraak'),
      gezien: id('een afspraak'),
      wat: line('de afspraak', longestAgreement),
      wie: id('wie het doet'),
      datum: day,
      geenKlant: ticked,
    }),
    async (ctx, input) => {
      const { told } = await changeAgreement(ctx, {
        groupId: input.groep,
        nr: input.nr,
        agreementId: input.afspraak,
        seen: input.gezien,
        body: input.wat,
        ownerId: input.wie,
        due: input.datum,
        confirmed: input.geenKlant,
      });
      return `${yieldOf(input)}?gelukt=${told ? 'afspraak-overgedragen' : 'afspraak-veranderd'}#afspraak-${input.afspraak}`;
    },
  ),

  done: formAction(z.strictObject(finish), async (ctx, input) => {
    await finishAgreement(ctx, { agreementId: input.afspraak, done: true });
    return `${input.verder}?gelukt=afgevinkt`;
  }),

  reopen: formAction(z.strictObject(finish), async (ctx, input) => {
    await finishAgreement(ctx, { agreementId: input.afspraak, done: false });
    return `${input.verder}?gelukt=afspraak-open`;
  }),

  withdraw: formAction(z.strictObject({ ...place, afspraak: id('een afspraak') }), async (ctx, input) => {
    await withdrawAgreement(ctx, { groupId: input.groep, agreementId: input.afspraak });
    return `${yieldOf(input)}?gelukt=afspraak-weg`;
  }),

  /** Into "Bij ons", in one step. */
  toLocal: formAction(
    z.strictObject({
      ...place,
      vak: id('een onderwerp'),
      gezien: whole('het volgnummer', 0, Number.MAX_SAFE_INTEGER),
      tekst: lines('de tekst', 2000),
      zeker: ticked,
    }),
    async (ctx, input) => {
      await saveFromMeeting(ctx, {
        groupId: input.groep,
        nr: input.nr,
        slotId: input.vak,
        body: input.tekst,
        seen: input.gezien,
        sure: input.zeker,
      });
      return `${yieldOf(input)}?gelukt=bij-ons&vak=${input.vak}`;
    },
  ),
};
