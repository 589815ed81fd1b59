import { insertLessonCompletion } from '#src/db/queries/lesson.ts';
import { authorise, type Context } from '../context.ts';
import { findLesson, lessonPath, quizPath } from '../course/paths.ts';
import { newId } from '../new-id.ts';

/** Someone pressed "Klaar, volgende les". Pressing again is harmless. @returns the path of the next lesson, or of the quiz */
export async function completeLesson(
  ctx: Context,
  input: { course: string; module: string; lesson: string },
): Promise<{ next: string }> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module, lesson, index } = findLesson(ctx.catalogue, input.course, input.module, input.lesson);
  await ctx.db.transaction((tx) =>
    insertLessonCompletion(tx, {
      id: newId(),
      personId,
      moduleId: module.id,
      lessonId: lesson.id,
      version: module.version,
      at: ctx.now,
    }),
  );
  const next = module.lessons[index + 1];
  return { next: next ? lessonPath(course.id, module.id, next.slug) : quizPath(course.id, module.id) };
}
