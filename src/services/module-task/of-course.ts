import { listTasksOfCourse } from '#src/db/queries/module-task.ts';
import { authorise, type Context } from '../context.ts';
import { taskLine, type TaskLine } from './own.ts';

/** Everything that has to change in a course after its pilots; for the administrator. */
export async function listCourseTasks(ctx: Context, courseId: string): Promise<TaskLine[]> {
  authorise(ctx, 'course:release');
  return (await listTasksOfCourse(ctx.db, courseId)).map((task) => taskLine(ctx, task));
}
