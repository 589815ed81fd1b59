/** When a meeting is planned that a test holds at once. */
import { wallClock } from '#src/domain/calendar-day.ts';

/** A meeting from so many minutes before now to so many after, on one calendar day also near midnight. */
export function around(before: number, after: number) {
  const { day } = wallClock(new Date());
  const [from, to] = [-before, after].map((minutes) => wallClock(new Date(Date.now() + minutes * 60_000)));
  return { day, start: from?.day === day ? from.time : '00:00', end: to?.day === day ? to.time : '23:59' };
}
