import { findModuleTask, updateModuleTask, type ModuleTaskRow } from '#src/db/queries/module-task.ts';
import type { Queryable } from '#src/db/client.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound, refused } from '../service-error.ts';

/** A task, for its owner and for the advisers of its POI. */
async function reachTask(ctx: Context, db: Queryable, id: string, who: 'ownerToo' | 'advisers'): Promise<ModuleTaskRow> {
  const asking = signedIn(ctx);
  const task = await findModuleTask(db, id);
  const own = who === 'ownerToo' && task?.ownerId === asking.personId;
  if (!own) authorise(ctx, 'pilot:manage', { poiId: task?.poiId ?? 'none' });
  if (!task || task.withdrawnAt) throw notFound();
  return task;
}

/**
 * Ticks a task off with the version of the module in which it was done. Twice is once.
 * @throws ServiceError invalid for a version before the one that was judged
 */
export async function finishTask(ctx: Context, input: { taskId: string; version: number }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const task = await reachTask(ctx, tx, input.taskId, 'ownerToo');
    if (task.doneAt !== null) return;
    if (input.version < task.version)
      throw refused(`De taak gaat over versie ${task.version}. Klaar kan dus niet in een eerdere versie.`);
    await updateModuleTask(tx, task.id, {
      doneAt: ctx.now,
      doneById: signedIn(ctx).personId,
      doneInVersion: input.version,
    });
  });
}

/** Opens a task again. */
export async function reopenTask(ctx: Context, input: { taskId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const task = await reachTask(ctx, tx, input.taskId, 'ownerToo');
    if (task.doneAt === null) return;
    await updateModuleTask(tx, task.id, { doneAt: null, doneById: null, doneInVersion: null });
  });
}

/** Takes a task away: for the advisers of the POI, who gave it. Reports that were made keep it. */
export async function withdrawTask(ctx: Context, input: { taskId: string }): Promise<{ pilotId: string }> {
  return ctx.db.transaction(async (tx) => {
    const task = await reachTask(ctx, tx, input.taskId, 'advisers');
    await updateModuleTask(tx, task.id, { withdrawnAt: ctx.now });
    return { pilotId: task.pilotId };
  });
}
