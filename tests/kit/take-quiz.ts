import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { idealResponse } from '#src/domain/question/question.ts';
import type { Context } from '#src/services/context.ts';
import { answerQuestion } from '#src/services/quiz/answer.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import type { House, TestPerson } from './house.ts';

/** Passes a quiz as a learner does, question by question; answers the attempt and what was issued. */
export async function takeQuiz(
  house: House,
  who: TestPerson,
  at: { course: string; module: string },
  more: Partial<Context> = {},
) {
  const { attemptId } = await startQuiz(await house.ctx(who, more), at);
  return { attemptId, issued: await finishQuiz(house, who, attemptId, more) };
}

/** Answers whatever an attempt still asks, all right. */
export async function finishQuiz(house: House, who: TestPerson, attemptId: string, more: Partial<Context> = {}) {
  const [attempt] = await house.db.select().from(table.attempt).where(eq(table.attempt.id, attemptId));
  const issued = [];
  for (const question of attempt?.questions ?? []) {
    const given = { attempt: attemptId, question: question.id, chosen: idealResponse(question) };
    issued.push(...(await answerQuestion(await house.ctx(who, more), given)).issued);
  }
  return issued;
}
