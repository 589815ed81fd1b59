import { chooseBranch } from '#src/services/local/choose-branch.ts';
import { confirmLocalText } from '#src/services/local/confirm.ts';
import { previewLocalText } from '#src/services/local/preview.ts';
import { removeLocalText } from '#src/services/local/remove.ts';
import { saveLocalText } from '#src/services/local/save.ts';
import { day, id, lines, optionalId, optionalLine, ticked, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = {
  bibliotheek: id('een bibliotheek'),
  vak: id('een onderwerp'),
  vestiging: optionalId,
  /** The row that the form was made from. */
  gezien: whole('het volgnummer', 0, Number.MAX_SAFE_INTEGER),
};

const placeOf = (input: { bibliotheek: string; vak: string; vestiging?: string | undefined; gezien: number }) => ({
  libraryId: input.bibliotheek,
  slotId: input.vak,
  branchId: input.vestiging ?? null,
  seen: input.gezien,
});

const text = {
  tekst: lines('de tekst', 2000),
  titel: optionalLine('de titel'),
  datum: z.preprocess((value) => (value === '' ? undefined : value), day.optional()),
  plek: optionalLine('de plek', 200),
  eigenaar: id('een collega'),
  nakijken: day,
  zeker: ticked,
};

/** The list that one came from, with its filter. */
const overview = (done: string, filter: string | undefined) => `/bij-ons?gelukt=${done}${filter ? `&toon=${filter}` : ''}`;

export const local = {
  save: formAction(z.strictObject({ ...place, ...text }), async (ctx, input) => {
    await saveLocalText(ctx, {
      ...placeOf(input),
      body: input.tekst,
      documentTitle: input.titel,
      documentDate: input.datum,
      documentPlace: input.plek,
      ownerId: input.eigenaar,
      reviewBy: input.nakijken,
      sure: input.zeker,
    });
    return overview('bij-ons', undefined);
  }),

  /** Shows how it would look; nothing is saved. */
  preview: formAction(z.strictObject({ ...place, ...text }), async (ctx, input) => {
    await previewLocalText(ctx, placeOf(input));
    return null;
  }),

  confirm: formAction(z.strictObject({ ...place, toon: optionalId }), async (ctx, input) => {
    await confirmLocalText(ctx, placeOf(input));
    return overview('nagekeken', input.toon);
  }),

  remove: formAction(z.strictObject(place), async (ctx, input) => {
    await removeLocalText(ctx, placeOf(input));
    return overview('tekst-weg', undefined);
  }),

  chooseBranch: formAction(z.strictObject({ vestiging: id('een vestiging') }), async (ctx, input) => {
    await chooseBranch(ctx, { branchId: input.vestiging });
    return '/bij-ons/lezen?gelukt=vestiging';
  }),
};
