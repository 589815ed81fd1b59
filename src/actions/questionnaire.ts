import { writeCounts } from '#src/services/evaluation/counts.ts';
import { fillQuestionnaire } from '#src/services/evaluation/fill.ts';
import { countsPath, questionnairePath } from '#src/services/evaluation/paths.ts';
import { id, ids, texts, ticked, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { deelname: id(), ronde: whole('de ronde', 0, 99) };

/** "b-warm.3" */
const answer = z
  .string('Kies een antwoord.')
  .regex(/^[a-z0-9-]{1,40}\.[1-9]$/, 'Kies een antwoord.')
  .transform((value) => {
    const [question = '', chosen = ''] = value.split('.');
    return { id: question, value: Number(chosen) };
  });

const tooMuch = 'Vul een heel getal in, van 0 tot 99999. Weet je het niet? Laat het leeg.';
const counted = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
  z.coerce.number(tooMuch).int(tooMuch).min(0, tooMuch).max(99_999, tooMuch).nullable(),
);

export const questionnaire = {
  fill: formAction(
    z.strictObject({
      ...place,
      antwoord: z.array(answer).max(60, 'Dit zijn te veel antwoorden.').default([]),
      mag: ids,
      tekst: texts,
      geenKlant: ticked,
      geenNaam: ticked,
    }),
    async (ctx, input) => {
      await fillQuestionnaire(ctx, {
        partId: input.deelname,
        round: input.ronde,
        chosen: input.antwoord,
        texts: input.tekst,
        mayTell: input.mag,
        noCustomer: input.geenKlant,
        noName: input.geenNaam,
      });
      return questionnairePath(input.deelname, input.ronde);
    },
  ),

  count: formAction(
    z.strictObject({ ...place, vragen: counted, doorverwijzingen: counted, aanmeldingen: counted }),
    async (ctx, input) => {
      const { pilotId, partId } = await writeCounts(ctx, {
        partId: input.deelname,
        round: input.ronde,
        idoQuestions: input.vragen,
        referrals: input.doorverwijzingen,
        registrations: input.aanmeldingen,
      });
      return `${countsPath(pilotId, partId)}?gelukt=tellingen#ronde-${input.ronde}`;
    },
  ),
};
