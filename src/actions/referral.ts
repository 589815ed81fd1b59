import { cardPath } from '#src/services/local/paths.ts';
import { addReferral } from '#src/services/referral/add.ts';
import { changeReferral } from '#src/services/referral/change.ts';
import { confirmReferral } from '#src/services/referral/confirm.ts';
import { endReferral, reopenReferral } from '#src/services/referral/end.ts';
import { day, id, line, lines, optionalId, ticked, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const which = { bibliotheek: id('een bibliotheek'), regel: id('een regel') };
/** The moment it was last saved before the form was made. */
const seen = { gezien: whole('het volgnummer', 0, Number.MAX_SAFE_INTEGER) };

const fields = {
  onderwerp: id('een onderwerp'),
  organisatie: line('de naam van de organisatie'),
  waarvoor: lines('waarvoor iemand daar terechtkan', 300),
  hoe: lines('hoe je doorverwijst', 500),
  contact: lines('hoe je de organisatie bereikt', 300),
  vestiging: optionalId,
  eigenaar: id('een collega'),
  nakijken: day,
  zeker: ticked,
};

const fieldsOf = (input: z.output<z.ZodObject<typeof fields>>) => ({
  topic: input.onderwerp,
  organisation: input.organisatie,
  purpose: input.waarvoor,
  how: input.hoe,
  contact: input.contact,
  branchId: input.vestiging ?? null,
  ownerId: input.eigenaar,
  reviewBy: input.nakijken,
  sure: input.zeker,
});

const idOf = (input: { bibliotheek: string; regel: string }) => ({ libraryId: input.bibliotheek, id: input.regel });
const card = (libraryId: string, done: string, filter = '') =>
  `${cardPath(libraryId)}?gelukt=${done}${filter && `&toon=${filter}`}`;

export const referral = {
  add: formAction(
    z.strictObject({ bibliotheek: id('een bibliotheek'), sleutel: id('een formulier'), ...fields }),
    async (ctx, input) => {
      await addReferral(ctx, { libraryId: input.bibliotheek, id: input.sleutel, ...fieldsOf(input) });
      return card(input.bibliotheek, 'toegevoegd');
    },
  ),

  change: formAction(z.strictObject({ ...which, ...seen, ...fields }), async (ctx, input) => {
    await changeReferral(ctx, { ...idOf(input), seen: input.gezien, ...fieldsOf(input) });
    return card(input.bibliotheek, 'opgeslagen');
  }),

  confirm: formAction(z.strictObject({ ...which, ...seen, toon: optionalId }), async (ctx, input) => {
    await confirmReferral(ctx, { ...idOf(input), seen: input.gezien });
    return card(input.bibliotheek, 'nagekeken', input.toon);
  }),

  end: formAction(z.strictObject(which), async (ctx, input) => {
    await endReferral(ctx, idOf(input));
    return card(input.bibliotheek, 'regel-gestopt');
  }),

  reopen: formAction(z.strictObject(which), async (ctx, input) => {
    await reopenReferral(ctx, idOf(input));
    return card(input.bibliotheek, 'ongedaan');
  }),
};
