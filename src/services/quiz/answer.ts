import { findAttempt, insertAnswer, listAnswers, submitAttempt, type AttemptRow } from '#src/db/queries/attempt.ts';
import type { Transaction } from '#src/db/client.ts';
import { scoreResponse, validateResponse } from '#src/domain/question/question.ts';
import { resultOf } from '#src/domain/quiz.ts';
import { wrongResponse } from '#src/domain/question/wrong-response.ts';
import type { Issued } from '../certificate/issue-when-earned.ts';
import { authorise, type Context } from '../context.ts';
import { courseWith, quizPath } from '../course/paths.ts';
import { completeWhenDone } from '../module/complete-when-done.ts';
import { newId } from '../new-id.ts';
import { invalid, notFound } from '../service-error.ts';

export interface GivenAnswer {
  attempt: string;
  question: string;
  /** The response in the form of its kind: ids of options, `item.answer` pairs, an order, a number or a text. */
  chosen: readonly string[];
  /** Certain or in doubt; left out when not said. */
  sure?: boolean;
  /** The course in whose pages the question stood; decides only where to go next. */
  course?: string;
}

/**
 * Saves an answer at once. The first answer to a question counts: another one (double click, second tab, replay)
 * changes nothing and just goes on. The last answer submits the attempt, in the same transaction as what follows from it.
 * @returns the path of the feedback on this question
 */
export async function answerQuestion(ctx: Context, given: GivenAnswer): Promise<{ next: string; issued: Issued[] }> {
  const { personId } = authorise(ctx, 'course:follow');
  // The questions of an attempt never change, so they may be read before the transaction.
  const attempt = await findAttempt(ctx.db, { attemptId: given.attempt, personId });
  const question = attempt?.questions.find((q) => q.id === given.question);
  if (!attempt || !question) throw notFound();
  const check = validateResponse(question, given.chosen);

  const issued = await ctx.db.transaction(async (tx) => {
    const before = await listAnswers(tx, attempt.id);
    if (before.some((a) => a.questionId === question.id)) return [];
    if (!check.ok) throw invalid('chosen', wrongResponse(question, check.reason));
    const score = scoreResponse(question, check.response);
    await insertAnswer(tx, {
      id: newId(),
      attemptId: attempt.id,
      questionId: question.id,
      objectiveId: question.objective,
      response: check.response,
      score,
      sure: given.sure ?? null,
      at: ctx.now,
    });
    const scores = new Map([...before.map((a) => [a.questionId, a.score] as const), [question.id, score] as const]);
    return submitWhenComplete(tx, ctx, attempt, scores);
  });
  if (issued.length > 0) ctx.mailWaits();
  const course =
    given.course && ctx.catalogue.courses.get(given.course)?.modules.includes(attempt.moduleId) ? given.course : null;
  const path = quizPath(course ?? courseWith(ctx.catalogue, attempt.moduleId), attempt.moduleId);
  return { next: `${path}?antwoord=${question.id}`, issued };
}

/** With the last answer in: the result, and what follows from it when this was all that was missing. */
async function submitWhenComplete(
  tx: Transaction,
  ctx: Context,
  attempt: AttemptRow,
  scores: ReadonlyMap<string, number>,
): Promise<Issued[]> {
  const result = resultOf(attempt.questions, scores, attempt.passMark);
  if (!result) return [];
  await submitAttempt(tx, attempt.id, { at: ctx.now, ...result });
  return result.passed ? completeWhenDone(tx, ctx, attempt) : [];
}
