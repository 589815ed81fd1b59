/** Where someone reads a lesson: a module stands in several courses, and a reader belongs to one of them. */
import type { Catalogue } from '#src/catalogue/read.ts';
import { listOwnGroups } from '#src/db/queries/own-groups.ts';
import type { LessonMeta, ModuleMeta } from '#src/domain/course.ts';
import type { Context } from '../context.ts';
import { lessonPath } from './paths.ts';

export interface LessonPlace {
  module: ModuleMeta;
  lesson: LessonMeta;
}

const places = new WeakMap<Catalogue, Map<string, LessonPlace>>();

/** A lesson by its permanent id; undefined when it is gone. */
export function lessonPlace(catalogue: Catalogue, lessonId: string): LessonPlace | undefined {
  let known = places.get(catalogue);
  if (!known) {
    known = new Map();
    for (const module of catalogue.modules.values())
      for (const lesson of module.lessons) known.set(lesson.id, { module, lesson });
    places.set(catalogue, known);
  }
  return known.get(lessonId);
}

/** Ids of the courses of the groups that someone takes part in, the one joined last first. */
export async function ownCourses(ctx: Context, personId: string): Promise<string[]> {
  return (await listOwnGroups(ctx.db, personId)).map((group) => group.courseId);
}

/**
 * The course in which a module is read: the first of these that has it, else the first of all.
 * @param preferred course ids, dearest first
 */
export function courseOf(catalogue: Catalogue, moduleId: string, preferred: readonly string[]): string | null {
  for (const id of [...preferred, ...catalogue.courses.keys()])
    if (catalogue.courses.get(id)?.modules.includes(moduleId)) return id;
  return null;
}

/** The address of a lesson in the reader's own course; null when no course has it. */
export function lessonHref(catalogue: Catalogue, place: LessonPlace, preferred: readonly string[]): string | null {
  const courseId = courseOf(catalogue, place.module.id, preferred);
  return courseId === null ? null : lessonPath(courseId, place.module.id, place.lesson.slug);
}
