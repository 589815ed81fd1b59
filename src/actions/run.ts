import { confirmCheckIns } from '#src/services/run/confirm.ts';
import { leadRun, type LeadCommand } from '#src/services/run/lead.ts';
import { carouselPath, remotePath, screenPath } from '#src/services/run/paths.ts';
import { planCarousel } from '#src/services/run/plan-carousel.ts';
import { longestNote, saveRunNote } from '#src/services/run/save-note.ts';
import { id, ids, lines, oneOf, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { groep: id(), nr: whole('het nummer', 1, 9999), moment: id() };
const at = (input: { groep: string; nr: number; moment: string }) => ({
  groupId: input.groep,
  nr: input.nr,
  momentId: input.moment,
});

/** "start", "pause" …, or "go:3" for the part with that number, from 0. */
const command = z
  .string('Kies een knop.')
  .regex(/^(prepare|start|pause|resume|end|reset|go:\d{1,3})$/, 'Kies een knop.')
  .transform((value): LeadCommand => {
    const [kind = '', part] = value.split(':');
    return kind === 'go' ? { kind, part: Number(part) } : ({ kind } as LeadCommand);
  });

/** May stay empty: that takes the note away. */
const note = z
  .string()
  .default('')
  .transform((value) => value.replaceAll(/\r\n?/g, '\n').trim())
  .refine((value) => value.length <= longestNote, `Dit is te lang: houd het bij ${longestNote} tekens. Je tekst staat er nog.`);

export const run = {
  /** A button of the screen or of the phone; each goes back to where it was pressed. */
  lead: formAction(
    z.strictObject({ ...place, doe: command, vanaf: oneOf(['scherm', 'telefoon'], 'Kies een knop.') }),
    async (ctx, input) => {
      await leadRun(ctx, { ...at(input), command: input.doe });
      return input.vanaf === 'scherm' ? screenPath(at(input)) : remotePath(at(input));
    },
  ),

  note: formAction(z.strictObject({ ...place, notitie: note }), async (ctx, input) => {
    await saveRunNote(ctx, { ...at(input), body: input.notitie });
    return `${remotePath(at(input))}?gelukt=opgeslagen`;
  }),

  confirm: formAction(z.strictObject({ ...place, sleutel: id(), persoon: ids }), async (ctx, input) => {
    const { changed } = await confirmCheckIns(ctx, { ...at(input), people: input.persoon, clientKey: input.sleutel });
    return `${remotePath(at(input))}?gelukt=${changed.length > 0 ? 'bevestigd' : 'onveranderd'}`;
  }),

  carousel: formAction(
    z.strictObject({
      ...place,
      onderwerpen: lines('de onderwerpen', 1200),
      minuten: whole('hoeveel minuten een ronde duurt', 1, 60),
    }),
    async (ctx, input) => {
      await planCarousel(ctx, { ...at(input), topics: input.onderwerpen.split('\n'), minutes: input.minuten });
      return `${carouselPath(at(input))}?gelukt=opgeslagen`;
    },
  ),
};
