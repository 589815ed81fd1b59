/** From when until when someone has a job. `until` is the first moment after it; none is without an end. */
import { addDays, fromWallClock } from './calendar-day.ts';

export interface JobPeriod {
  from: Date;
  until: Date | null;
}

export const isOver = (job: { until: Date | null }, now: Date) => job.until !== null && job.until <= now;
export const isCurrent = (job: JobPeriod, now: Date) => job.from <= now && !isOver(job, now);

/** Called off before it began. */
export const isNever = (job: JobPeriod) => job.until !== null && job.until <= job.from;

/** Do two periods share a moment? An empty one shares nothing. */
export function overlaps(a: JobPeriod, b: JobPeriod): boolean {
  const end = (job: JobPeriod) => job.until?.getTime() ?? Infinity;
  return Math.max(a.from.getTime(), b.from.getTime()) < Math.min(end(a), end(b));
}

export type PeriodFault = 'noSuchDay' | 'endsBeforeStart';

/**
 * A period as a form asks it: the first and the last day on a Dutch clock, both of which may be left open.
 * @param now from when a job goes that has no first day, or begins today
 */
export function periodOf(days: { from?: string | undefined; until?: string | undefined }, now: Date): JobPeriod | PeriodFault {
  const start = days.from === undefined ? now : fromWallClock(days.from, '00:00');
  const last = days.until === undefined ? null : fromWallClock(days.until, '00:00');
  if (!start || (days.until !== undefined && !last)) return 'noSuchDay';
  const from = start <= now && addDays(start, 1) > now ? now : start;
  const until = last && addDays(last, 1);
  if (until && until <= from) return 'endsBeforeStart';
  return { from, until };
}

/** The last day of a job as people say it: until midnight is the day before. */
export const lastMoment = (until: Date) => new Date(until.getTime() - 1);
