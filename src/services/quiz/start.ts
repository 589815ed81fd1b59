import { findNewestAttempt, findOpenAttempt, insertAttempt } from '#src/db/queries/attempt.ts';
import { drawAttempt } from '#src/domain/quiz.ts';
import { authorise, type Context } from '../context.ts';
import { findModule, quizPath } from '../course/paths.ts';
import { newId } from '../new-id.ts';
import { notFound } from '../service-error.ts';

export interface Started {
  attemptId: string;
  /** Path of the page with the next question. */
  next: string;
}

/** Starts a go at the quiz of a module, or goes on with the one that is open: two tabs or a double click make one attempt. */
export async function startQuiz(ctx: Context, input: { course: string; module: string }): Promise<Started> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module } = findModule(ctx.catalogue, input.course, input.module);
  const quiz = ctx.catalogue.quizzes.get(module.id);
  if (!quiz) throw notFound();
  const next = quizPath(course.id, module.id);
  const own = { personId, moduleId: module.id };
  return ctx.db.transaction(async (tx) => {
    const newest = await findNewestAttempt(tx, own);
    const attemptId = newId();
    const made = await insertAttempt(tx, {
      id: attemptId,
      ...own,
      version: module.version,
      passMark: module.passMark,
      questions: drawAttempt(quiz, ctx.random, newest?.questions.map((q) => q.id) ?? []),
      startedAt: ctx.now,
    });
    if (made) return { attemptId, next };
    const open = await findOpenAttempt(tx, own);
    if (!open) throw new Error('an attempt could not be made, and none is open');
    return { attemptId: open.id, next };
  });
}
