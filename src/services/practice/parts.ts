import type { PracticeView } from '#src/domain/lesson-parts.ts';
import { dieOf, shuffleWith } from '#src/domain/question/kind.ts';
import { drawQuestion, toPublic, validateResponse } from '#src/domain/question/question.ts';
import { reviewOf } from '#src/domain/quiz-review.ts';
import { withSources } from '#src/domain/quiz.ts';
import type { Context } from '../context.ts';

export interface Practised {
  question: string;
  chosen: readonly string[];
  /** Handed in to be looked at; else only half filled in. */
  checked: boolean;
  error?: string | undefined;
}

/**
 * The practice questions of a lesson, with the answer to the one that was just handed in. Nothing is kept: what was chosen
 * comes with the address. An answer that doesn't fit shows the question again.
 */
export function practiceParts(
  ctx: Context,
  moduleId: string,
  ids: readonly string[],
  practised: Practised | null,
): Record<string, PracticeView> {
  const quiz = ctx.catalogue.practice.get(moduleId);
  const texts = new Map(quiz?.sources.map((s) => [s.id, s.text]));
  const views: Record<string, PracticeView> = {};
  for (const id of ids) {
    const written = quiz?.questions.find((q) => q.id === id);
    if (!written) continue;
    // Nothing of a practice question is kept, so its draw is always the same. As written, its order may give the answer away.
    const question = drawQuestion(written, shuffleWith(dieOf(id)));
    const own = practised?.question === id ? practised : null;
    const check = own?.checked ? validateResponse(question, own.chosen) : null;
    views[id] = {
      question: toPublic(question),
      chosen: [...(own?.chosen ?? [])],
      review: check?.ok ? reviewOf(withSources(question, texts), check.response) : null,
      error: own?.error,
    };
  }
  return views;
}
