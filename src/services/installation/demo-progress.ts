/** What the people of the demonstration did: lessons read, quizzes passed, assignments written. */
import type { DemoRows } from '#src/db/queries/demo.ts';
import type { Assignment } from '#src/domain/assignment.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import type { ModuleMeta } from '#src/domain/course.ts';
import { idealResponse, scoreResponse } from '#src/domain/question/question.ts';
import { drawAttempt, resultOf, type AttemptQuestion } from '#src/domain/quiz.ts';
import type { Context } from '#src/services/context.ts';
import { newId } from '#src/services/new-id.ts';
import { demoReply, demoResponse } from './demo-assignments.ts';
import type { CastMember } from './demo-cast.ts';

/** Days before today of the first module that was passed, and from one to the next. */
const firstPassed = 62;
const betweenPassed = 9;

interface Learner extends CastMember {
  personId: string;
  courseId: string;
}

/** As far as the cast says, in these modules. */
export function progress(
  rows: DemoRows,
  ctx: Context,
  who: Learner,
  modules: readonly ModuleMeta[],
  specialistId: string | null,
) {
  modules.forEach((module, index) => {
    const days = -firstPassed + index * betweenPassed;
    if (index < who.passed) pass(rows, ctx, who, module, days);
    else if (index === who.passed) read(rows, ctx, who, module, who.lessonsRead, -6);
    for (const assignment of module.assignments)
      if (who.handedIn?.includes(assignment.id) || (assignment.required && index < who.passed))
        write(rows, ctx, who, module, assignment, { days: Math.min(days + 5, -5), specialistId });
  });
}

function read(rows: DemoRows, ctx: Context, who: Learner, module: ModuleMeta, lessons: number, days: number) {
  const own = { personId: who.personId, moduleId: module.id };
  module.lessons.slice(0, lessons).forEach((lesson, index) => {
    const at = addDays(ctx.now, days + index);
    rows.lessonCompletion.push({ id: newId(), ...own, lessonId: lesson.id, version: versionOf(ctx, who, module), at });
  });
  const next = module.lessons[lessons];
  if (next && lessons > 0)
    rows.lessonPosition.push({
      id: newId(),
      ...own,
      courseId: who.courseId,
      lessonId: next.id,
      anchor: 'doe-eerst',
      at: addDays(ctx.now, -1),
    });
}

function pass(rows: DemoRows, ctx: Context, who: Learner, module: ModuleMeta, days: number) {
  read(rows, ctx, who, module, module.lessons.length, days);
  const quiz = ctx.catalogue.quizzes.get(module.id);
  if (!quiz) return;
  const at = addDays(ctx.now, days + 6);
  const attemptId = newId();
  const questions = drawAttempt(quiz, ctx.random, []);
  const scores = new Map<string, number>();
  questions.forEach((question, index) => {
    const response = index === 2 ? slip(question) : idealResponse(question);
    const score = scoreResponse(question, response);
    scores.set(question.id, score);
    rows.answer.push({ id: newId(), attemptId, questionId: question.id, objectiveId: question.objective, response, score, at });
  });
  const result = resultOf(questions, scores, module.passMark);
  const own = { personId: who.personId, moduleId: module.id, version: versionOf(ctx, who, module) };
  rows.attempt.push({
    id: attemptId,
    ...own,
    passMark: module.passMark,
    questions,
    startedAt: at,
    submittedAt: at,
    score: result?.score ?? 0,
    passed: result?.passed ?? false,
  });
  rows.moduleCompletion.push({ id: newId(), ...own, via: 'quiz', sourceId: attemptId, at });
}

function write(
  rows: DemoRows,
  ctx: Context,
  who: Learner,
  module: ModuleMeta,
  assignment: Assignment,
  how: { days: number; specialistId: string | null },
) {
  const id = newId();
  rows.assignmentWork.push({
    id,
    personId: who.personId,
    moduleId: module.id,
    version: versionOf(ctx, who, module),
    assignmentId: assignment.id,
    response: demoResponse(assignment),
    sharedWith: who.handedIn?.includes(assignment.id) ? 'specialist' : 'self',
    at: addDays(ctx.now, how.days),
  });
  if (who.replied?.includes(assignment.id))
    rows.assignmentReply.push({
      id: newId(),
      workId: id,
      personId: who.personId,
      body: demoReply,
      byId: how.specialistId,
      at: addDays(ctx.now, how.days + 2),
    });
}

/** Some passed before the module got its newest version. */
const versionOf = (ctx: Context, who: Learner, module: ModuleMeta) =>
  who.passedOlder && (ctx.catalogue.changes.get(module.id) ?? []).some((c) => c.version === module.version)
    ? module.version - 1
    : module.version;

/** Nobody has everything right: one wrong choice. */
const slip = (question: AttemptQuestion) =>
  'options' in question
    ? question.options
        .filter((o) => !o.correct)
        .slice(0, 1)
        .map((o) => o.id)
    : idealResponse(question);
