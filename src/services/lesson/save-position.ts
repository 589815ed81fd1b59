import { savePosition } from '#src/db/queries/lesson.ts';
import type { Queryable } from '#src/db/client.ts';
import { authorise, type Context } from '../context.ts';
import { findLesson, lessonPath } from '../course/paths.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';

export interface Place {
  course: string;
  module: string;
  /** The last part of the lesson's address. */
  lesson: string;
  /** A part of the lesson. */
  anchor: string;
}

/** Keeps where someone is in a lesson, for this device and any other. @returns the path with its anchor */
export async function saveLessonPosition(ctx: Context, place: Place): Promise<{ path: string }> {
  const { personId } = authorise(ctx, 'course:follow');
  const { lesson } = findLesson(ctx.catalogue, place.course, place.module, place.lesson);
  if (!lesson.sections.some((s) => s.id === place.anchor)) throw invalid('anchor', 'Dit deel van de les is er niet.');
  await ctx.db.transaction((tx) => keepPlace(tx, ctx, personId, place));
  return { path: lessonPath(place.course, place.module, place.lesson, place.anchor) };
}

/** Writes a place that was checked. An anchor that the lesson doesn't have counts as its top. */
export async function keepPlace(
  tx: Queryable,
  ctx: Context,
  personId: string,
  place: Omit<Place, 'anchor'> & { anchor: string | null },
) {
  const { lesson, module } = findLesson(ctx.catalogue, place.course, place.module, place.lesson);
  await savePosition(tx, {
    id: newId(),
    personId,
    courseId: place.course,
    moduleId: module.id,
    lessonId: lesson.id,
    anchor: lesson.sections.some((s) => s.id === place.anchor) ? place.anchor : null,
    at: ctx.now,
  });
}
