/** When the work of the night is due, and whether a run that was begun must be done again. */
import { addDays, wallClock } from './calendar-day.ts';

const startsAt = '03:00';

/** The day (YYYY-MM-DD) whose night work should have been done by now: today's from three o'clock, before that yesterday's. */
export function nightDue(now: Date): string {
  const { day, time } = wallClock(now);
  return time >= startsAt ? day : wallClock(addDays(now, -1)).day;
}

/** How long a run may take. One that was begun longer ago (by whatever clock) and not finished has died. */
const longest = 15 * 60_000;

export const isDead = (run: { startedAt: Date; finishedAt: Date | null }, now: Date) =>
  run.finishedAt === null && Math.abs(now.getTime() - run.startedAt.getTime()) > longest;
