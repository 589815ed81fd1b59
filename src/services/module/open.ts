import { listKeptWork } from '#src/db/queries/assignment.ts';
import { listAttempts, listCompletions } from '#src/db/queries/attempt.ts';
import { listDoneLessons } from '#src/db/queries/lesson.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { minutesLeft } from '#src/domain/course.ts';
import { askedCount } from '#src/domain/quiz.ts';
import { can } from '#src/domain/roles.ts';
import type { ConversationCardView } from '#src/domain/lesson-parts.ts';
import { authorise, type Context } from '../context.ts';
import { keptText, openButton } from '../assignment/state.ts';
import { cardOf, loadStates } from '../conversation/card.ts';
import { assignmentPath, changePath, coursePath, findModule, lessonPath, quizPath } from '../course/paths.ts';
import { pendingChanges } from '../module-change/pending.ts';
import { exportHrefOf } from '../export/paths.ts';
import { notFound } from '../service-error.ts';
import { moduleLeft } from './left.ts';

export interface ModuleView {
  number: number;
  title: string;
  summary: string;
  objectives: string[];
  minutesLeft: number;
  course: { title: string; href: string };
  lessons: { title: string; goal: string; minutes: number; done: boolean; href: string }[];
  /** The first lesson that is not done; null when all are. */
  next: { title: string; href: string; first: boolean } | null;
  /** To practise, as far as this person is in each. */
  conversations: ConversationCardView[];
  /** Null when the module has no lessons yet. */
  quiz: { href: string; questions: number; passedOn: string | null; open: boolean } | null;
  assignments: {
    title: string;
    intro: string;
    required: boolean;
    done: boolean;
    state: string | null;
    href: string;
    button: string;
  }[];
  /** What is left to do for a module that asks for an assignment; null when it is passed, or asks for none. */
  left: { text: string; quizPassed: boolean; assignments: { title: string; href: string }[] } | null;
  /** What is different since the reader passed an older version; null when nothing is. */
  changed: { href: string; version: number } | null;
  /** To take it along to another system, for who may. */
  exportHref: string | null;
}

/** A module with its lessons and quiz. Without lessons it is there only for who may look around. */
export async function openModule(ctx: Context, input: { course: string; module: string }): Promise<ModuleView> {
  const actor = authorise(ctx, 'course:follow');
  const { course, module } = findModule(ctx.catalogue, input.course, input.module);
  if (module.lessons.length === 0 && !can(actor, 'course:browse')) throw notFound();
  const own = { personId: actor.personId, moduleIds: [module.id] };
  const conversations = ctx.catalogue.conversations.get(module.id) ?? [];
  const [done, completions, attempts, kept, left, states] = await Promise.all([
    listDoneLessons(ctx.db, own),
    listCompletions(ctx.db, { personId: actor.personId, moduleId: module.id }),
    listAttempts(ctx.db, own),
    listKeptWork(ctx.db, { personId: actor.personId, assignmentIds: module.assignments.map((a) => a.id) }),
    moduleLeft(ctx.db, ctx, { personId: actor.personId, course, module }),
    loadStates(ctx, own),
  ]);
  const next = module.lessons.find((l) => !done.has(l.id));
  const passedOn = completions[0]?.at;
  const changes = pendingChanges(
    ctx.catalogue,
    module.id,
    completions.map((c) => c.version),
  );
  const quiz = ctx.catalogue.quizzes.get(module.id);
  return {
    number: module.number,
    title: module.title,
    summary: module.summary,
    objectives: module.objectives.map((o) => o.text),
    minutesLeft: minutesLeft(module, done),
    course: { title: course.title, href: coursePath(course.id) },
    lessons: module.lessons.map((l) => ({
      title: l.title,
      goal: l.goal,
      minutes: l.minutes,
      done: done.has(l.id),
      href: lessonPath(course.id, module.id, l.slug),
    })),
    next: next ? { title: next.title, href: lessonPath(course.id, module.id, next.slug), first: done.size === 0 } : null,
    conversations: conversations.map((c) => cardOf(c, { courseId: course.id, moduleId: module.id }, states.get(c.id))),
    quiz: quiz
      ? {
          href: quizPath(course.id, module.id),
          questions: askedCount(quiz),
          passedOn: passedOn ? longDate(passedOn) : null,
          open: attempts.some((a) => a.submittedAt === null),
        }
      : null,
    assignments: module.assignments.map(({ id, title, intro, required }) => ({
      title,
      intro,
      required,
      done: kept.get(id)?.done ?? false,
      state: keptText(kept.get(id)),
      href: assignmentPath(course.id, module.id, id),
      button: openButton(kept.get(id)),
    })),
    left,
    changed: changes.length > 0 ? { href: changePath(course.id, module.id), version: changes.at(-1)?.version ?? 0 } : null,
    exportHref: exportHrefOf(ctx, actor, { course: course.id, module: module.id }),
  };
}
