import { deletePackage } from '#src/services/package/delete.ts';
import { publishPackage } from '#src/services/package/publish.ts';
import { startPackage } from '#src/services/package/start.ts';
import { uploadPackage, uploadVersion } from '#src/services/package/upload.ts';
import { id, line, oneOf, optionalFile, ticked, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

/** A score that stays empty is none. */
const optionalScore = z.preprocess(
  (value) => (value === '' || value === undefined ? undefined : String(value).replace(',', '.')),
  z.coerce
    .number('Vul een getal in van 0 tot 100.')
    .min(0, 'Vul een getal in van 0 tot 100.')
    .max(100, 'Vul een getal in van 0 tot 100.')
    .optional(),
);

const packageId = id('een pakket');
const rules = ['completed', 'passed', 'score'] as const;

/** Packages (SCORM): brought in, published, taken away, and done. The file of an upload stands on disk already (src/server.ts). */
export const packages = {
  upload: formAction(z.strictObject({ voor: id('voor wie het is'), bestand: optionalFile }), async (ctx, input, api) => {
    const path = await uploadPackage(ctx, { ownerId: input.voor, upload: api.locals.upload ?? null });
    return `${path}?gelukt=pakket-binnen`;
  }),

  newVersion: formAction(z.strictObject({ pakket: packageId, bestand: optionalFile }), async (ctx, input, api) => {
    const path = await uploadVersion(ctx, { packageId: input.pakket, upload: api.locals.upload ?? null });
    return `${path}?gelukt=pakket-binnen`;
  }),

  publish: formAction(
    z.strictObject({
      pakket: packageId,
      versie: id('een versie'),
      titel: line('een titel', 120),
      minuten: whole('het aantal minuten', 1, 600),
      klaar: oneOf(rules, 'Kies wanneer het klaar is.'),
      score: optionalScore,
      vensters: ticked,
    }),
    async (ctx, input) => {
      await publishPackage(ctx, {
        packageId: input.pakket,
        versionId: input.versie,
        title: input.titel,
        minutes: input.minuten,
        rule: input.klaar,
        minScore: input.score ?? null,
        windows: input.vensters,
      });
      return `/pakketten/${input.pakket}?gelukt=pakket-open`;
    },
  ),

  remove: formAction(z.strictObject({ pakket: packageId }), async (ctx, input) => {
    await deletePackage(ctx, input.pakket);
    return '/pakketten?gelukt=pakket-weg';
  }),

  start: formAction(z.strictObject({ pakket: packageId, proef: ticked, opnieuw: ticked }), (ctx, input) =>
    startPackage(ctx, { packageId: input.pakket, preview: input.proef, again: input.opnieuw }),
  ),
};
