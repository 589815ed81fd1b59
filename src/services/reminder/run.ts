import { finishRun } from '#src/db/queries/job-run.ts';
import { hourDue } from '#src/domain/reminder-time.ts';
import type { Context } from '../context.ts';
import { claimRun } from '../night/claim.ts';
import { remindAttendance } from './attendance.ts';
import { remindLastChance } from './last-chance.ts';
import { sendWeekOverviews } from './week.ts';

export type RemindOutcome =
  { kind: 'nothingDue' } | { kind: 'done'; hour: string; overviews: number; lastChances: number; attendance: number };

/**
 * Looks once an hour, by day, whom to remind. The overview of the week comes first: a person gets one reminder a day, and
 * the others can wait a day. Where one kind fails, the others go on.
 */
export async function runReminders(ctx: Context): Promise<RemindOutcome> {
  const hour = hourDue(ctx.now);
  const run = hour && (await claimRun(ctx, 'reminders', hour));
  if (!hour || !run) return { kind: 'nothingDue' };
  const failures: unknown[] = [];
  const counted = async (work: (ctx: Context) => Promise<number>) => {
    try {
      return await work(ctx);
    } catch (error) {
      failures.push(error);
      return 0;
    }
  };
  const overviews = await counted(sendWeekOverviews);
  const lastChances = await counted(remindLastChance);
  const attendance = await counted(remindAttendance);
  await finishRun(ctx.db, run, ctx.now);
  if (failures.length > 0) throw failures[0];
  return { kind: 'done', hour, overviews, lastChances, attendance };
}
