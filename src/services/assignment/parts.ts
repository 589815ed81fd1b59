import type { AssignmentCardView } from '#src/domain/lesson-parts.ts';
import type { Context } from '../context.ts';
import { assignmentPath } from '../course/paths.ts';
import type { LessonPlace } from '../lesson/parts.ts';

/** The practice assignments that a lesson leads to, with what the reader kept of them. */
export async function assignmentParts(_ctx: Context, at: LessonPlace): Promise<Record<string, AssignmentCardView>> {
  const views: Record<string, AssignmentCardView> = {};
  for (const id of at.lesson.parts.assignments) {
    const assignment = at.module.assignments.find((a) => a.id === id);
    if (!assignment) continue;
    views[id] = {
      title: assignment.title,
      intro: assignment.intro,
      required: assignment.required,
      href: assignmentPath(at.courseId, at.module.id, id),
      state: null,
      button: 'Vul in',
    };
  }
  return views;
}
