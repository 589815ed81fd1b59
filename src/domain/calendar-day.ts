/** Days and hours as people in the Netherlands read them. Stored times are UTC; this is the only place that turns them. */
const zone = 'Europe/Amsterdam';

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('nl-NL', { timeZone: zone, ...options });
const long = format({ day: 'numeric', month: 'long', year: 'numeric' });
const short = format({ day: 'numeric', month: 'short', year: 'numeric' });
const weekday = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const weekdayShort = format({ weekday: 'short', day: 'numeric', month: 'short' });
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "12 januari 2027" */
export const longDate = (at: Date) => long.format(at);
/** "12 jan 2027" */
export const shortDate = (at: Date) => short.format(at).replaceAll('.', '');
/** "dinsdag 12 januari 2027" */
export const fullDate = (at: Date) => weekday.format(at);
/** "di 12 jan" */
export const dayDate = (at: Date) => weekdayShort.format(at).replaceAll('.', '');

interface WallClock {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM */
  time: string;
}

/** The day and time on a Dutch wall clock. */
export function wallClock(at: Date): WallClock {
  const p = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: `${p.year}-${p.month}-${p.day}`, time: `${p.hour}:${p.minute}` };
}

/** "9 uur", "9.30 uur" */
export function hour(at: Date): string {
  const [h = '0', m = '00'] = wallClock(at).time.split(':');
  return m === '00' ? `${Number(h)} uur` : `${Number(h)}.${m} uur`;
}

/** "dinsdag 12 januari 2027, 9 uur" */
export const fullMoment = (at: Date) => `${fullDate(at)}, ${hour(at)}`;

/** "dinsdag 12 januari 2027, 9 uur tot 10.30 uur", with the day of the end where that is another. */
export const fullPeriod = (from: Date, to: Date) =>
  `${fullMoment(from)} tot ${wallClock(to).day === wallClock(from).day ? hour(to) : fullMoment(to)}`;

/** "di 12 jan, 9 uur" */
export const dayMoment = (at: Date) => `${dayDate(at)}, ${hour(at)}`;

/**
 * A day and time on a Dutch wall clock as UTC. Null where the text is no date, or a time that does not exist
 * (the hour that is skipped in March).
 */
export function fromWallClock(day: string, time: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return null;
  for (const offset of ['+01:00', '+02:00']) {
    const at = new Date(`${day}T${time}:00${offset}`);
    if (Number.isNaN(at.getTime())) return null;
    const back = wallClock(at);
    if (back.day === day && back.time === time) return at;
  }
  return null;
}

/** Moves by whole calendar days, keeping the time on the wall clock where that exists. */
export function addDays(at: Date, days: number): Date {
  const { day, time } = wallClock(at);
  const moved = new Date(`${day}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return fromWallClock(moved.toISOString().slice(0, 10), time) ?? new Date(at.getTime() + days * 86_400_000);
}

/** Moves a day (YYYY-MM-DD) by whole months; a day that the month doesn't have becomes its last one. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** "12 januari 2027", of a day as YYYY-MM-DD */
export const longDay = (day: string) => long.format(new Date(`${day}T12:00:00Z`));

/** Is this a day of the calendar, as YYYY-MM-DD? */
export const isDay = (day: string) => fromWallClock(day, '12:00') !== null;
