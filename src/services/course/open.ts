import { listPassedModules } from '#src/db/queries/attempt.ts';
import { listDoneLessons } from '#src/db/queries/lesson.ts';
import { shortDate } from '#src/domain/calendar-day.ts';
import { can } from '#src/domain/roles.ts';
import type { ModuleMeta } from '#src/domain/course.ts';
import { authorise, type Context } from '../context.ts';
import { exportHrefOf } from '../export/paths.ts';
import { notFound } from '../service-error.ts';
import { writtenModules } from './list.ts';
import { openPlace, type OpenCourseView } from './join.ts';
import { modulePath } from './paths.ts';

export interface ModuleInCourse {
  number: number;
  title: string;
  summary: string;
  minutes: number;
  lessons: number;
  lessonsDone: number;
  objectives: string[];
  /** When it was passed, as a date stamp. */
  passedOn: string | null;
  href: string;
}

export interface CourseView {
  id: string;
  title: string;
  fullTitle: string;
  summary: string;
  audience: string;
  parts: { title: string; modules: ModuleInCourse[] }[];
  meetings: { title: string; summary: string; minutes: number }[];
  /** For a course without meetings: one does it alone, and the proof comes by itself. */
  alone: OpenCourseView | null;
  /** To take it along to another system, for who may. */
  exportHref: string | null;
}

/** A course with the modules that can be read; who may look around sees those without lessons too. */
export async function openCourse(ctx: Context, input: { course: string }): Promise<CourseView> {
  const actor = authorise(ctx, 'course:follow');
  const { personId } = actor;
  const course = ctx.catalogue.courses.get(input.course);
  if (!course) throw notFound();
  const browses = can(actor, 'course:browse');
  const written = writtenModules(ctx.catalogue, course);
  const shown = browses ? course.modules.flatMap((id) => ctx.catalogue.modules.get(id) ?? []) : written;
  if (shown.length === 0) throw notFound();
  const moduleIds = written.map((m) => m.id);
  const [done, passed, alone] = await Promise.all([
    listDoneLessons(ctx.db, { personId, moduleIds }),
    listPassedModules(ctx.db, { personId, moduleIds }),
    openPlace(ctx.db, ctx, { personId, course }),
  ]);
  const view = (module: ModuleMeta): ModuleInCourse => {
    const at = passed.get(module.id);
    return {
      number: module.number,
      title: module.title,
      summary: module.summary,
      minutes: module.minutes,
      lessons: module.lessons.length,
      lessonsDone: module.lessons.filter((l) => done.has(l.id)).length,
      objectives: module.objectives.map((o) => o.text),
      passedOn: at ? shortDate(at) : null,
      href: modulePath(course.id, module.id),
    };
  };
  return {
    id: course.id,
    title: course.title,
    fullTitle: course.fullTitle,
    summary: course.summary,
    audience: course.audience,
    parts: course.parts
      .map((part) => ({ title: part.title, modules: shown.filter((m) => part.modules.includes(m.id)).map(view) }))
      .filter((part) => part.modules.length > 0),
    meetings: course.meetings.map(({ title, summary, minutes }) => ({ title, summary, minutes })),
    alone,
    exportHref: exportHrefOf(ctx, actor, { course: course.id }),
  };
}
