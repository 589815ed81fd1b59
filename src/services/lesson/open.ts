import type { LessonPartsView } from '#src/domain/lesson-parts.ts';
import { findAnchor, listDoneLessons } from '#src/db/queries/lesson.ts';
import { minutesLeft } from '#src/domain/course.ts';
import { authorise, type Context } from '../context.ts';
import { lessonParts } from './parts.ts';
import type { Practised } from '../practice/parts.ts';
import { coursePath, findLesson, lessonPath, modulePath, quizPath } from '../course/paths.ts';

export interface LessonView {
  courseId: string;
  moduleId: string;
  lessonId: string;
  /** Which text to render: `<module>/<slug>`. */
  entryId: string;
  path: string;
  title: string;
  goal: string;
  keep: string;
  sources: { id: string; text: string; href?: string }[];
  module: { number: number; title: string; href: string };
  course: { title: string; href: string };
  /** From 1. */
  current: number;
  total: number;
  /** Numbers of the lessons that are done. */
  done: number[];
  hrefs: string[];
  titles: string[];
  /** Minutes of reading left in the module, this lesson included. */
  minutesLeft: number;
  isDone: boolean;
  previous: string | null;
  /** The next lesson, or the quiz after the last one. */
  next: { href: string; title: string; isQuiz: boolean };
  /** The personal parts: places for the library, conversations, assignments and practice questions. */
  parts: LessonPartsView;
  /** Words of the text that the word list explains. */
  terms: { id: string; term: string; explanation: string }[];
  /** Where the reader was last, when that isn't the top. */
  resume: { anchor: string; title: string } | null;
}

/** A lesson as a reader gets it; its text is the same for everyone and is rendered by the page. */
export async function openLesson(
  ctx: Context,
  input: { course: string; module: string; lesson: string; practised?: Practised | null },
): Promise<LessonView> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module, lesson, index } = findLesson(ctx.catalogue, input.course, input.module, input.lesson);
  const [done, anchor, parts] = await Promise.all([
    listDoneLessons(ctx.db, { personId, moduleIds: [module.id] }),
    findAnchor(ctx.db, { personId, lessonId: lesson.id }),
    lessonParts(ctx, { courseId: course.id, module, lesson, practised: input.practised ?? null }),
  ]);
  const hrefs = module.lessons.map((l) => lessonPath(course.id, module.id, l.slug));
  const next = module.lessons[index + 1];
  const isDone = done.has(lesson.id);
  const at = isDone ? -1 : lesson.sections.findIndex((s) => s.id === anchor);
  const section = at > 0 ? lesson.sections[at] : undefined;
  return {
    courseId: course.id,
    moduleId: module.id,
    lessonId: lesson.id,
    entryId: `${module.id}/${lesson.slug}`,
    path: lessonPath(course.id, module.id, lesson.slug),
    title: lesson.title,
    goal: lesson.goal,
    keep: lesson.keep,
    sources: lesson.sources.map((s) => ({ id: s.id, text: s.text, ...(s.url ? { href: s.url } : {}) })),
    module: { number: module.number, title: module.title, href: modulePath(course.id, module.id) },
    course: { title: course.title, href: coursePath(course.id) },
    current: index + 1,
    total: module.lessons.length,
    done: module.lessons.flatMap((l, i) => (done.has(l.id) ? [i + 1] : [])),
    hrefs,
    titles: module.lessons.map((l) => l.title),
    minutesLeft: minutesLeft(module, new Set([...done].filter((id) => id !== lesson.id))),
    isDone,
    previous: hrefs[index - 1] ?? null,
    next: next
      ? { href: hrefs[index + 1] as string, title: next.title, isQuiz: false }
      : { href: quizPath(course.id, module.id), title: 'Toets', isQuiz: true },
    parts,
    terms: lesson.parts.terms.flatMap((id) => ctx.catalogue.terms.get(id) ?? []),
    resume: section ? { anchor: section.id, title: section.title } : null,
  };
}
