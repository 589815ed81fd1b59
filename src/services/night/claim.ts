import { findRun, insertRun, restartRun } from '#src/db/queries/job-run.ts';
import { isDead } from '#src/domain/night.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

/**
 * Takes on a piece of the house's own work for one period. The row decides who does it, so that two starts, or a clock that
 * was put back, do it once; what died half-way is taken on again after a while.
 * @returns the run to finish; null when it is done, or under way elsewhere
 */
export async function claimRun(ctx: Context, name: string, period: string): Promise<string | null> {
  return ctx.db.transaction(async (tx) => {
    const run = await findRun(tx, name, period);
    if (run) {
      if (!isDead(run, ctx.now)) return null;
      await restartRun(tx, run.id, ctx.now);
      return run.id;
    }
    const own = newId();
    return (await insertRun(tx, { id: own, name, period, startedAt: ctx.now })) ? own : null;
  });
}
