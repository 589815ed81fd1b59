import { saveAgenda } from '#src/services/agenda/save.ts';
import { typedParts } from '#src/services/agenda/typed.ts';
import { meetingPath } from '#src/services/group/work-text.ts';
import { id, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

/** One field of every part, in their order: `titel:0`, `titel:1` … */
const perPart = z.array(z.string().max(4000, 'Dit is te lang. Je tekst staat er nog.')).max(60).default([]);

export const agenda = {
  /** `bewaar` keeps the agenda; every other button only changes the form. */
  save: formAction(
    z.strictObject({
      groep: id(),
      nr: whole('het nummer', 1, 9999),
      gezien: whole('het volgnummer', 0, Number.MAX_SAFE_INTEGER),
      doe: z.string().regex(/^(bewaar|terug|(omhoog|omlaag|weg|erbij):\d{1,3})$/, 'Kies een knop.'),
      titel: perPart,
      minuten: perPart,
      vorm: perPart,
      vraag: perPart,
      hulp: perPart,
      opties: perPart,
      notities: perPart,
    }),
    async (ctx, input) => {
      if (input.doe !== 'bewaar') return null;
      const parts = typedParts((name) => input[name]);
      await saveAgenda(ctx, { groupId: input.groep, nr: input.nr, seen: input.gezien, parts });
      return `${meetingPath(input.groep, input.nr)}/agenda?gelukt=programma`;
    },
  ),
};
