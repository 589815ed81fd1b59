import { listKeptWork } from '#src/db/queries/assignment.ts';
import type { AssignmentCardView } from '#src/domain/lesson-parts.ts';
import type { Context } from '../context.ts';
import { signedIn } from '../context.ts';
import { assignmentPath } from '../course/paths.ts';
import type { LessonPlace } from '../lesson/parts.ts';
import { keptText, openButton } from './state.ts';

/** The practice assignments that a lesson leads to, with what the reader kept of them. A lesson without one asks nothing. */
export async function assignmentParts(ctx: Context, at: LessonPlace): Promise<Record<string, AssignmentCardView>> {
  const ids = at.lesson.parts.assignments;
  if (ids.length === 0) return {};
  const kept = await listKeptWork(ctx.db, { personId: signedIn(ctx).personId, assignmentIds: ids });
  const views: Record<string, AssignmentCardView> = {};
  for (const id of ids) {
    const assignment = at.module.assignments.find((a) => a.id === id);
    if (!assignment) continue;
    views[id] = {
      title: assignment.title,
      intro: assignment.intro,
      required: assignment.required,
      href: assignmentPath(at.courseId, at.module.id, id),
      state: keptText(kept.get(id)),
      button: openButton(kept.get(id)),
    };
  }
  return views;
}
