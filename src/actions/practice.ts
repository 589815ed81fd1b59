import { checkPractice } from '#src/services/practice/check.ts';
import { arrangeQuestion } from '#src/services/quiz/arrange.ts';
import { id, response, safePath, z } from './fields.ts';
import { formAction } from './form-action.ts';

const fields = { course: id(), module: id(), lesson: id(), question: id(), chosen: response };

export const practice = {
  check: formAction(z.strictObject(fields), async (ctx, input) => checkPractice(ctx, input)),

  /** Moves one line of an order question; nothing is saved. */
  arrange: formAction(
    z.strictObject({ ...fields, move: z.string().regex(/^[a-z0-9-]{1,64}\.(up|down)$/, 'Kies een pijl omhoog of omlaag.') }),
    async (ctx, input, api) => arrangeQuestion(ctx, { path: safePath(api.url.pathname), ...input }),
  ),
};
