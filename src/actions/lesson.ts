import { completeLesson } from '#src/services/lesson/complete.ts';
import { saveLessonPosition } from '#src/services/lesson/save-position.ts';
import { id, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { course: id(), module: id(), lesson: id() };

export const lesson = {
  complete: formAction(z.strictObject(place), async (ctx, input) => (await completeLesson(ctx, input)).next),
  /** Sent by the small script of a lesson page. */
  position: formAction(
    z.strictObject({ ...place, anchor: id() }),
    async (ctx, input) => (await saveLessonPosition(ctx, input)).path,
  ),
};
