import { finishRun } from '#src/db/queries/job-run.ts';
import { purgeExpired, type Purged } from '#src/db/queries/purge.ts';
import { nightDue } from '#src/domain/night.ts';
import type { Context } from '../context.ts';
import { runErasures, type ErasureNight } from '../erasure/night.ts';
import { closeRounds } from '../evaluation/close.ts';
import { remindLocal } from '../local/remind.ts';
import { endRunOut } from '../person/end-run-out.ts';
import { publishFigures } from '../pilot/publish.ts';
import { keptOf, loadTerms } from '../retention/terms.ts';
import { claimRun } from './claim.ts';

export type NightOutcome =
  | { kind: 'nothingDue' }
  | {
      kind: 'done';
      period: string;
      purged: Purged;
      erasures: ErasureNight;
      reminded: number;
      ended: number;
      rounds: number;
      pilotWeeks: number;
    };

/**
 * Once a day from three in the morning: clears what is past its term, erases who asked for it, reminds specialists of what
 * their library wrote down, lets go of the groups of whoever no longer works at a library, closes questionnaires, and tells
 * the week's figures of pilots. A night that was missed is made up for at the next call. The day's row decides who does it, so that two starts,
 * or a clock that was put back, do it once. What died half-way is done again: clearing twice does no harm, and no mail goes
 * out twice. Work of the house itself: nobody asks for it, so there is nobody to authorise.
 */
export async function runNight(ctx: Context): Promise<NightOutcome> {
  const period = nightDue(ctx.now);
  const id = await claimRun(ctx, 'night', period);
  if (id === null) return { kind: 'nothingDue' };
  const terms = await loadTerms(ctx.db);
  const purged = await purgeExpired(ctx.db, ctx.now, keptOf(terms));
  const erasures = await runErasures(ctx, terms);
  const reminded = await remindLocal(ctx);
  // Before people leave their groups: they were asked.
  const rounds = await closeRounds(ctx);
  const ended = await endRunOut(ctx);
  const pilotWeeks = await publishFigures(ctx);
  await finishRun(ctx.db, id, ctx.now);
  return { kind: 'done', period, purged, erasures, reminded, ended, rounds, pilotWeeks };
}
