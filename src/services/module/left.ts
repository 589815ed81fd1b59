import type { Queryable } from '#src/db/client.ts';
import { listDoneAssignments } from '#src/db/queries/assignment.ts';
import { listPassedAttempts, listCompletions } from '#src/db/queries/attempt.ts';
import type { Course, ModuleMeta } from '#src/domain/course.ts';
import { decidePassing } from '#src/domain/module-passing.ts';
import { leftText } from '#src/domain/quiz-text.ts';
import type { Context } from '../context.ts';
import { assignmentPath, quizPath } from '../course/paths.ts';
import { requiredAssignments } from './required-assignments.ts';

export interface ModuleLeft {
  quizPassed: boolean;
  /** Required and not done, in the order of the module. */
  assignments: { title: string; href: string }[];
  quizHref: string;
  /** "Je hebt de toets gehaald. Nog te doen: de opdracht ‘…’." */
  text: string;
}

/** What someone still has to do for a module that asks for an assignment; null when it is passed, or asks for none. */
export async function moduleLeft(
  db: Queryable,
  ctx: Context,
  who: { personId: string; course: Course; module: ModuleMeta },
): Promise<ModuleLeft | null> {
  const { personId, course, module } = who;
  const required = requiredAssignments(ctx.catalogue, module.id);
  if (required.length === 0) return null;
  const own = { personId, moduleId: module.id };
  const [passed, completions, done] = await Promise.all([
    listPassedAttempts(db, own),
    listCompletions(db, own),
    listDoneAssignments(db, { personIds: [personId], assignmentIds: required.map((a) => a.id) }),
  ]);
  const passing = decidePassing({
    passed,
    completed: completions.map((c) => c.version),
    required: required.map((a) => a.id),
    done: new Set(done.map((d) => d.assignmentId)),
  });
  if (passing.kind !== 'notYet') return null;
  const assignments = required
    .filter((a) => passing.assignments.includes(a.id))
    .map((a) => ({ title: a.title, href: assignmentPath(course.id, module.id, a.id) }));
  return {
    quizPassed: !passing.quiz,
    assignments,
    quizHref: quizPath(course.id, module.id),
    text: leftText(
      passing,
      assignments.map((a) => a.title),
    ),
  };
}
