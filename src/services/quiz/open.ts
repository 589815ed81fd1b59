import { findNewestAttempt, listAnswers, listAttempts, type AttemptRow } from '#src/db/queries/attempt.ts';
import { numberWord } from '#src/domain/dutch.ts';
import type { ModuleMeta } from '#src/domain/course.ts';
import { toPublic, type PublicQuestion } from '#src/domain/question/question.ts';
import { askedCount, nextQuestion } from '#src/domain/quiz.ts';
import { neededRight, reviewOf, type QuestionReview } from '#src/domain/quiz-review.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { authorise, type Context } from '../context.ts';
import { findModule, modulePath, quizPath } from '../course/paths.ts';
import { notFound } from '../service-error.ts';

interface Frame {
  courseId: string;
  module: { id: string; number: number; title: string; href: string };
  /** This page's own path. */
  path: string;
}

export type QuizView = Frame &
  (
    | {
        kind: 'intro';
        questions: number;
        /** How many of them to have right. */
        needed: number;
        /** Earlier goes, in words, for the learner only; null when this is the first. */
        earlier: string | null;
        passed: boolean;
        /** A go that lacks answers: the button goes on with it. */
        again: boolean;
      }
    | { kind: 'question'; attemptId: string; question: PublicQuestion; number: number; total: number }
    | { kind: 'feedback'; review: QuestionReview; number: number; total: number; last: boolean; next: string }
  );

/**
 * The page of a quiz: its start, the next question, or (`answered`) the feedback on a question just answered.
 * Before a question has its answer, nothing of it is here but its text and options.
 */
export async function openQuiz(
  ctx: Context,
  input: { course: string; module: string; answered: string | null },
): Promise<QuizView> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module } = findModule(ctx.catalogue, input.course, input.module);
  const quiz = ctx.catalogue.quizzes.get(module.id);
  if (!quiz) throw notFound();
  const path = quizPath(course.id, module.id);
  const frame: Frame = {
    courseId: course.id,
    module: { id: module.id, number: module.number, title: module.title, href: modulePath(course.id, module.id) },
    path,
  };
  const attempt = await findNewestAttempt(ctx.db, { personId, moduleId: module.id });
  if (attempt && input.answered !== null) {
    const feedback = await feedbackOn(ctx, attempt, input.answered, path);
    if (feedback) return { ...frame, ...feedback };
  }
  if (attempt && !attempt.submittedAt) {
    const answers = await listAnswers(ctx.db, attempt.id);
    const next = nextQuestion(attempt.questions, new Set(answers.map((a) => a.questionId)));
    if (next)
      return {
        ...frame,
        kind: 'question',
        attemptId: attempt.id,
        question: toPublic(next),
        number: attempt.questions.indexOf(next) + 1,
        total: attempt.questions.length,
      };
  }
  return { ...frame, ...(await introOf(ctx, personId, module, askedCount(quiz))) };
}

async function feedbackOn(ctx: Context, attempt: AttemptRow, questionId: string, path: string) {
  const question = attempt.questions.find((q) => q.id === questionId);
  const answers = await listAnswers(ctx.db, attempt.id);
  const answer = answers.find((a) => a.questionId === questionId);
  if (!question || !answer) return null;
  const last = attempt.submittedAt !== null;
  return {
    kind: 'feedback' as const,
    review: reviewOf(question, answer.response),
    number: attempt.questions.indexOf(question) + 1,
    total: attempt.questions.length,
    last,
    next: last ? `${path}?resultaat=${attempt.id}` : path,
  };
}

async function introOf(ctx: Context, personId: string, module: ModuleMeta, questions: number) {
  const attempts = await listAttempts(ctx.db, { personId, moduleIds: [module.id] });
  const done = attempts.filter((a) => a.submittedAt !== null);
  const best = done.reduce<(typeof done)[number] | null>(
    (top, a) => (top === null || (a.score ?? 0) > (top.score ?? 0) ? a : top),
    null,
  );
  const passed = done.some((a) => a.passed);
  return {
    kind: 'intro' as const,
    questions,
    needed: neededRight(questions, module.passMark),
    earlier: best?.submittedAt ? earlierText(done.length, best.score ?? 0, best.submittedAt, passed) : null,
    passed,
    again: done.length > 0,
  };
}

/** "Je deed deze toets twee keer. Je beste resultaat is 82 van de 100 punten, op 3 februari 2027." */
function earlierText(times: number, score: number, at: Date, passed: boolean): string {
  const often = times === 1 ? 'Je deed deze toets één keer.' : `Je deed deze toets ${numberWord(times)} keer.`;
  return `${often} Je beste resultaat: ${Math.round(score * 100)} procent goed, op ${longDate(at)}.${passed ? ' Je hebt hem gehaald.' : ''}`;
}
