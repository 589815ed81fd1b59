/** Addresses of the course pages. */
import type { Catalogue } from '#src/catalogue/read.ts';
import { isPackageId } from '#src/domain/package-id.ts';
import type { Course, LessonMeta, ModuleMeta } from '#src/domain/course.ts';
import { notFound } from '../service-error.ts';

export const coursePath = (courseId: string) => `/cursus/${courseId}`;
/** A package stands in no course: it has a page of its own, whatever asks for it. */
export const modulePath = (courseId: string, moduleId: string) =>
  isPackageId(moduleId) ? `/pakket/${moduleId}` : `/cursus/${courseId}/${moduleId}`;
export const quizPath = (courseId: string, moduleId: string) => `/cursus/${courseId}/${moduleId}/toets`;
export const lessonPath = (courseId: string, moduleId: string, slug: string, anchor?: string | null) =>
  `/cursus/${courseId}/${moduleId}/${slug}${anchor ? `#${anchor}` : ''}`;

export const conversationPath = (courseId: string, moduleId: string, id: string) =>
  `/cursus/${courseId}/${moduleId}/gesprek/${id}`;
export const assignmentPath = (courseId: string, moduleId: string, id: string) =>
  `/cursus/${courseId}/${moduleId}/opdracht/${id}`;

export const changePath = (courseId: string, moduleId: string) => `/cursus/${courseId}/${moduleId}/veranderd`;

/** The first course that has this module: for who comes from elsewhere than a course page. */
export function courseWith(catalogue: Catalogue, moduleId: string): string {
  for (const course of catalogue.courses.values()) if (course.modules.includes(moduleId)) return course.id;
  throw notFound();
}

/** A module of a course, written or not. */
export function findModule(catalogue: Catalogue, courseId: string, moduleId: string): { course: Course; module: ModuleMeta } {
  const course = catalogue.courses.get(courseId);
  const module = catalogue.modules.get(moduleId);
  if (!course || !module || !course.modules.includes(moduleId)) throw notFound();
  return { course, module };
}

/** A practice assignment of a module of a course. */
export function findAssignment(catalogue: Catalogue, courseId: string, moduleId: string, assignmentId: string) {
  const found = findModule(catalogue, courseId, moduleId);
  const assignment = found.module.assignments.find((a) => a.id === assignmentId);
  if (!assignment) throw notFound();
  return { ...found, assignment };
}

/** A lesson by the last part of its address. */
export function findLesson(
  catalogue: Catalogue,
  courseId: string,
  moduleId: string,
  slug: string,
): { course: Course; module: ModuleMeta; lesson: LessonMeta; index: number } {
  const { course, module } = findModule(catalogue, courseId, moduleId);
  const index = module.lessons.findIndex((l) => l.slug === slug);
  const lesson = module.lessons[index];
  if (!lesson) throw notFound();
  return { course, module, lesson, index };
}
