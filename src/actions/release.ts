import { setRelease } from '#src/services/course-release/set.ts';
import { id, oneOf, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const release = {
  set: formAction(
    z.strictObject({ cursus: id('een cursus'), voor: oneOf(['pilot', 'alle'], 'Kies voor wie de cursus is.') }),
    async (ctx, input) => {
      await setRelease(ctx, { courseId: input.cursus, pilotOnly: input.voor === 'pilot' });
      return `/beheer/cursussen?gelukt=opgeslagen`;
    },
  ),
};
