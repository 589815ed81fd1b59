import { listRunOut } from '#src/db/queries/employment.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { endTies } from './end-ties.ts';

/** Longer than a server is ever down. */
const lookBack = 60;

/**
 * Whoever's last day at a library has gone by leaves its groups and leads none there any more, as when a job is ended by hand.
 * Work of the house itself: nobody asks for it, so there is nobody to authorise.
 * @returns for how many jobs there was something to let go of
 */
export async function endRunOut(ctx: Context): Promise<number> {
  const jobs = await listRunOut(ctx.db, { since: addDays(ctx.now, -lookBack), now: ctx.now });
  let letGo = 0;
  for (const job of jobs)
    await ctx.db.transaction(async (tx) => {
      const ended = await endTies(tx, ctx, job);
      if (ended.left + ended.stoppedLeading === 0) return;
      letGo++;
      await recordEvent(tx, ctx, {
        kind: 'roleChanged',
        entity: 'employment',
        entityId: job.id,
        subjectId: job.personId,
        organisationId: job.organisationId,
        detail: { change: 'ranOut', ...ended },
      });
    });
  if (letGo > 0) ctx.mailWaits();
  return letGo;
}
