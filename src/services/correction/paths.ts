import type { Catalogue } from '#src/catalogue/read.ts';
import { lessonPath } from '../course/paths.ts';

export const correctionsPath = '/meldingen';
export const correctionPath = (id: string) => `${correctionsPath}/${id}`;
export const reportPath = (courseId: string, moduleId: string, slug: string) =>
  `${lessonPath(courseId, moduleId, slug)}/klopt-niet`;

/** The lesson that a report is about, as it is now: its address is null once the lesson is gone. */
export function lessonOf(
  catalogue: Catalogue,
  at: { courseId: string; moduleId: string; lessonId: string },
): { title: string; module: string; href: string | null } {
  const module = catalogue.modules.get(at.moduleId);
  const lesson = module?.lessons.find((l) => l.id === at.lessonId);
  const inCourse = catalogue.courses.get(at.courseId)?.modules.includes(at.moduleId);
  return {
    title: lesson?.title ?? 'Een les die er niet meer is',
    module: module?.title ?? '',
    href: module && lesson && inCourse ? lessonPath(at.courseId, module.id, lesson.slug) : null,
  };
}
