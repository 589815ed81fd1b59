import { addNote } from '#src/services/note/add.ts';
import { changeNote } from '#src/services/note/change.ts';
import { removeNote } from '#src/services/note/remove.ts';
import { id, optionalId, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

/** Its length is checked by the service, which says how long it is. */
const text = z.string('Schrijf eerst je notitie.');

/** One's own notes in "Mijn balie". */
export const note = {
  add: formAction(
    z.strictObject({ sleutel: id('een formulier'), les: optionalId, tekst: text, geenKlant: ticked }),
    async (ctx, input) => {
      const written = { text: input.tekst, noCustomer: input.geenKlant };
      await addNote(ctx, { ...written, id: input.sleutel, lessonId: input.les ?? null });
      return '/mijn-balie?gelukt=notitie#notities';
    },
  ),

  change: formAction(z.strictObject({ notitie: id('een notitie'), tekst: text, geenKlant: ticked }), async (ctx, input) => {
    await changeNote(ctx, { id: input.notitie, text: input.tekst, noCustomer: input.geenKlant });
    return '/mijn-balie?gelukt=notitie#notities';
  }),

  remove: formAction(z.strictObject({ notitie: id('een notitie') }), async (ctx, input) => {
    await removeNote(ctx, { id: input.notitie });
    return '/mijn-balie?gelukt=notitie-weg#notities';
  }),
};
