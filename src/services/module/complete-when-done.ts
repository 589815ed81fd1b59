import type { Transaction } from '#src/db/client.ts';
import { listDoneAssignments } from '#src/db/queries/assignment.ts';
import { insertModuleCompletion, listCompletions, listPassedAttempts } from '#src/db/queries/attempt.ts';
import { decidePassing } from '#src/domain/module-passing.ts';
import { issueWhenEarned, type Issued } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { enterOpenGroups } from '../membership/enter-open.ts';
import { newId } from '../new-id.ts';
import { requiredAssignments } from './required-assignments.ts';

/**
 * Writes down that a module is passed once its quiz is passed and its required assignments are done, in the transaction of
 * whichever came last; then what follows from it: a place in the open group of a course without meetings, and what was earned.
 * The version is that of the go that was passed. Call ctx.mailWaits() after the commit.
 */
export async function completeWhenDone(
  tx: Transaction,
  ctx: Context,
  who: { personId: string; moduleId: string },
): Promise<Issued[]> {
  const required = requiredAssignments(ctx.catalogue, who.moduleId).map((a) => a.id);
  // One after the other: they share the connection of the transaction.
  const passed = await listPassedAttempts(tx, who);
  const completions = await listCompletions(tx, who);
  const done = await listDoneAssignments(tx, { personIds: [who.personId], assignmentIds: required });
  const passing = decidePassing({
    passed,
    completed: completions.map((c) => c.version),
    required,
    done: new Set(done.map((d) => d.assignmentId)),
  });
  if (passing.kind === 'notYet') return [];
  if (passing.kind === 'toRecord')
    await insertModuleCompletion(tx, {
      id: newId(),
      ...who,
      version: passing.version,
      via: 'quiz',
      sourceId: passing.attemptId,
      at: ctx.now,
    });
  await enterOpenGroups(tx, ctx, who);
  return issueWhenEarned(tx, ctx, { personId: who.personId });
}
