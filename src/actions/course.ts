import { joinOpenCourse } from '#src/services/course/join.ts';
import { id, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const course = {
  /** "Zet op mijn leerkaart", for a course without meetings. */
  join: formAction(
    z.strictObject({ course: id('een cursus') }),
    async (ctx, input) => `${await joinOpenCourse(ctx, input)}?gelukt=op-kaart`,
  ),
};
