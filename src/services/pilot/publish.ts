import { finishRun, findRun } from '#src/db/queries/job-run.ts';
import { listPilotLibraries, type PilotLibraryRow, type PilotRow } from '#src/db/queries/pilot.ts';
import { insertFigures, listPilotsToCount } from '#src/db/queries/pilot-taking.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { pilotFiguresSchema, restRow } from '#src/domain/pilot-figures.ts';
import { beginOf, dayAfter, roundDays, weekOf } from '#src/domain/pilot.ts';
import { isTold, weeksDue } from '#src/domain/pilot-week.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { claimRun } from '../night/claim.ts';
import { countRows } from './count.ts';

const job = 'pilotFigures';
const periodOf = (pilot: PilotRow, week: string) => `${week} ${pilot.id}`;

/**
 * Tells the figures of every pilot that goes on, once a week: as they were when its Monday began, whenever in the week this
 * runs. Work of the night: nobody asks for it, so there is nobody to authorise. A week that was missed is made up for, never
 * told again: a second count, after someone was erased or a library left, beside the first would give away the difference.
 * @returns of how many pilots and weeks figures were told
 */
export async function publishFigures(ctx: Context): Promise<number> {
  const today = wallClock(ctx.now).day;
  let told = 0;
  for (const pilot of await listPilotsToCount(ctx.db, { today, last: dayAfter(today, -roundDays - 28) }))
    for (const week of weeksDue(pilot, ctx.now)) {
      const run = await claimRun(ctx, job, periodOf(pilot, week));
      if (run === null) continue;
      await publishWeek(ctx, pilot, week);
      await finishRun(ctx.db, run, ctx.now);
      told++;
      await giveWay();
    }
  return told;
}

/** Counts a pilot as it was on this Monday and keeps what may be told, for ever. */
export async function publishWeek(ctx: Context, pilot: PilotRow, week: string): Promise<void> {
  const at = beginOf(week);
  const parts = (await listPilotLibraries(ctx.db, [pilot.id])).filter((part) => mayTell(part, ctx.now) && tookPartAt(part, at));
  await keep(ctx, pilot, week, [...new Set(parts.map(({ libraryId }) => libraryId))]);
}

const tookPartAt = ({ acceptedAt }: PilotLibraryRow, at: Date) => acceptedAt !== null && acceptedAt < at;
/** Whoever stopped is told of no more, also not of a week before. */
const mayTell = (part: PilotLibraryRow, now: Date) =>
  (part.endedAt === null || part.endedAt > now) && (part.libraryEndedAt === null || part.libraryEndedAt > now);

/**
 * The figures of this week of a library that said yes in the middle of it, so that its adviser need not wait for Monday. Only
 * its own row, as it was on Monday, and only of five people or more. That is as safe as on Monday itself: it changes no row
 * that was told, the totals are made of told rows, and it says nothing of the moment that anyone joined. Those under five
 * wait: `rest` was told this week, and with them in it the difference would be theirs. Before the first Monday there is
 * nothing to catch up with, and a library that came back has its row already.
 */
export async function publishAccepted(ctx: Context, pilot: PilotRow, libraryId: string): Promise<void> {
  const week = weekOf(ctx.now);
  if (!isTold(pilot, week)) return;
  const run = await findRun(ctx.db, job, periodOf(pilot, week));
  if (run?.finishedAt) await keep(ctx, pilot, week, [libraryId]);
}

async function keep(ctx: Context, pilot: PilotRow, week: string, libraryIds: readonly string[]) {
  const rows = await countRows(ctx, { pilot, libraryIds, at: beginOf(week) });
  await insertFigures(
    ctx.db,
    [...rows].flatMap(([row, figures]) =>
      // One library alone is never a rest; and what is kept has its shape.
      row === restRow && libraryIds.length < 2
        ? []
        : [{ pilotId: pilot.id, week, row, figures: pilotFiguresSchema.parse(figures) }],
    ),
  );
}
