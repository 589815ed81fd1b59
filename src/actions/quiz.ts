import { answerQuestion } from '#src/services/quiz/answer.ts';
import { arrangeQuestion } from '#src/services/quiz/arrange.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { id, response, safePath, sure, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const quiz = {
  start: formAction(z.strictObject({ course: id(), module: id() }), async (ctx, input) => (await startQuiz(ctx, input)).next),

  answer: formAction(
    z.strictObject({ attempt: id(), question: id(), chosen: response, sure }),
    async (ctx, { sure: said, ...input }, api) => {
      const course = /^\/cursus\/([^/]+)\//.exec(api.url.pathname)?.[1];
      return (await answerQuestion(ctx, { ...input, ...(said ? { sure: said === 'yes' } : {}), ...(course ? { course } : {}) }))
        .next;
    },
  ),

  /** Moves one line of an order question; nothing is saved. */
  arrange: formAction(
    z.strictObject({
      attempt: id(),
      question: id(),
      chosen: response,
      sure,
      move: z.string().regex(/^[a-z0-9-]{1,64}\.(up|down)$/, 'Kies een pijl omhoog of omlaag.'),
    }),
    async (ctx, input, api) => arrangeQuestion(ctx, { path: safePath(api.url.pathname), ...input }),
  ),
};
