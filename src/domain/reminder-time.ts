/** When reminders go out, on a Dutch clock: never at night, and the overview of the week on Monday morning. */
import { addDays, fromWallClock, wallClock } from './calendar-day.ts';

const opens = '07:00';
const closes = '20:00';

/** 1 is Monday, 7 Sunday; of a day as YYYY-MM-DD. */
const weekdayOf = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

/** Does the overview of the week go out on this day? */
export const isOverviewDay = (now: Date) => weekdayOf(wallClock(now).day) === 1;

/** The Monday (YYYY-MM-DD) of the week of this day. */
export function mondayOf(now: Date): string {
  const { day } = wallClock(now);
  return wallClock(addDays(noon(day) ?? now, 1 - weekdayOf(day))).day;
}

/**
 * The week (by its Monday) whose overview is due: on Monday from seven in the morning. A Monday that the server was down is
 * made up for on Tuesday; later than that it is no overview of a week any more. Null: none is due.
 */
export function overviewDue(now: Date): string | null {
  const { day, time } = wallClock(now);
  const weekday = weekdayOf(day);
  return time >= opens && time < closes && weekday <= 2 ? mondayOf(now) : null;
}

/** The hour ("2027-02-10 09") in which to look whom to remind; null in the evening and at night. */
export function hourDue(now: Date): string | null {
  const { day, time } = wallClock(now);
  return time >= opens && time < closes ? `${day} ${time.slice(0, 2)}` : null;
}

const noon = (day: string) => fromWallClock(day, '12:00');
