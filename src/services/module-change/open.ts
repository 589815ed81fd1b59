import { listCompletions } from '#src/db/queries/attempt.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import type { ModuleChange } from '#src/domain/module-change.ts';
import { toPublic, validateResponse, type PublicQuestion } from '#src/domain/question/question.ts';
import { reviewOf, type QuestionReview } from '#src/domain/quiz-review.ts';
import { withSources } from '#src/domain/quiz.ts';
import { authorise, type Context } from '../context.ts';
import { changePath, findModule, modulePath } from '../course/paths.ts';
import { pendingChanges } from './pending.ts';

interface Frame {
  courseId: string;
  module: { id: string; number: number; title: string; href: string };
  path: string;
  /** When it was passed, and which version; null for who didn't pass it. */
  passed: { on: string; version: number } | null;
}

export type ChangeView = Frame &
  (
    | { kind: 'none' }
    | { kind: 'question'; version: number; lines: string[]; question: PublicQuestion; left: number }
    | { kind: 'feedback'; version: number; review: QuestionReview; left: number }
  );

/**
 * What is different since someone passed a module, one version at a time; `answered` is the version whose question was just
 * answered, with the answer: its feedback is made only once that answer counts.
 */
export async function openChanges(
  ctx: Context,
  input: { course: string; module: string; answered: { version: string; chosen: readonly string[] } | null },
): Promise<ChangeView> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module } = findModule(ctx.catalogue, input.course, input.module);
  const completions = await listCompletions(ctx.db, { personId, moduleId: module.id });
  const versions = completions.map((c) => c.version);
  const first = completions[0];
  const frame: Frame = {
    courseId: course.id,
    module: { id: module.id, number: module.number, title: module.title, href: modulePath(course.id, module.id) },
    path: changePath(course.id, module.id),
    passed: first ? { on: longDate(first.at), version: first.version } : null,
  };
  const pending = pendingChanges(ctx.catalogue, module.id, versions);
  const answered = ctx.catalogue.changes.get(module.id)?.find((c) => String(c.version) === input.answered?.version);
  if (answered && completions.some((c) => c.version === answered.version && c.via === 'changes')) {
    const check = validateResponse(answered.question, input.answered?.chosen ?? []);
    if (check.ok)
      return {
        ...frame,
        kind: 'feedback',
        version: answered.version,
        review: reviewOf(questionOf(answered), check.response),
        left: pending.length,
      };
  }
  const [next] = pending;
  if (!next) return { ...frame, kind: 'none' };
  return {
    ...frame,
    kind: 'question',
    version: next.version,
    lines: next.lines,
    question: toPublic(next.question),
    left: pending.length,
  };
}

const questionOf = (change: ModuleChange) => withSources(change.question, new Map(change.sources.map((s) => [s.id, s.text])));
