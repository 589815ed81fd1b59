import { answerQuestion } from '#src/services/quiz/answer.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { id, ids, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const quiz = {
  start: formAction(z.strictObject({ course: id(), module: id() }), async (ctx, input) => (await startQuiz(ctx, input)).next),

  answer: formAction(z.strictObject({ attempt: id(), question: id(), chosen: ids }), async (ctx, input, api) => {
    const course = /^\/cursus\/([^/]+)\//.exec(api.url.pathname)?.[1];
    return (await answerQuestion(ctx, { ...input, ...(course ? { course } : {}) })).next;
  }),
};
