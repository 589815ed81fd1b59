import { finishRun } from '#src/db/queries/job-run.ts';
import { purgeExpired, type Purged } from '#src/db/queries/purge.ts';
import { nightDue } from '#src/domain/night.ts';
import type { Context } from '../context.ts';
import { remindLocal } from '../local/remind.ts';
import { endRunOut } from '../person/end-run-out.ts';
import { claimRun } from './claim.ts';

export type NightOutcome =
  { kind: 'nothingDue' } | { kind: 'done'; period: string; purged: Purged; reminded: number; ended: number };

/**
 * Clears what is past its term and reminds specialists of what their library wrote down, once a day from three in the
 * morning, and lets go of the groups of whoever no longer works at a library; a night that was missed is made up for at the next call. The day's row decides who does it, so that two starts,
 * or a clock that was put back, do it once. What died half-way is done again: clearing twice does no harm, and no mail goes
 * out twice. Work of the house itself: nobody asks for it, so there is nobody to authorise.
 */
export async function runNight(ctx: Context): Promise<NightOutcome> {
  const period = nightDue(ctx.now);
  const id = await claimRun(ctx, 'night', period);
  if (id === null) return { kind: 'nothingDue' };
  const purged = await purgeExpired(ctx.db, ctx.now);
  const reminded = await remindLocal(ctx);
  const ended = await endRunOut(ctx);
  await finishRun(ctx.db, id, ctx.now);
  return { kind: 'done', period, purged, reminded, ended };
}
