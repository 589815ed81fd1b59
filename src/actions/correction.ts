import { answerReport } from '#src/services/correction/answer.ts';
import { longestCorrection, reportCorrection } from '#src/services/correction/report.ts';
import { id, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

/** Text of several lines: one kind of line break, no other control characters, and never cut off. */
const text = (missing: string) =>
  z
    .string(missing)
    .transform((value) =>
      value
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
        .trim(),
    )
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(longestCorrection, `Dit is te lang: houd het bij ${longestCorrection} tekens. Je tekst staat er nog.`),
    );

export const correction = {
  report: formAction(
    z.strictObject({
      course: id(),
      module: id(),
      lesson: id(),
      sleutel: id(),
      waarover: z.string('Kies waar het over gaat.').regex(/^(national|local:[a-zA-Z0-9_-]{1,64})$/, 'Kies waar het over gaat.'),
      tekst: text('Schrijf op wat er niet klopt.'),
      geenKlant: ticked,
    }),
    async (ctx, { course, module, lesson, ...input }) => {
      const path = await reportCorrection(ctx, {
        course,
        module,
        lesson,
        about: input.waarover,
        body: input.tekst,
        confirmed: input.geenKlant,
        clientKey: input.sleutel,
      });
      return `${path}?gelukt=gemeld`;
    },
  ),

  answer: formAction(
    z.strictObject({ melding: id(), tekst: text('Schrijf een antwoord.'), geenKlant: ticked }),
    async (ctx, input) =>
      `${await answerReport(ctx, { id: input.melding, text: input.tekst, confirmed: input.geenKlant })}?gelukt=beantwoord`,
  ),
};
