/** Days on which a library team doesn't meet: weekends, and the public holidays of the Netherlands (Algemene termijnenwet, art. 3). */

const dayOf = (date: Date) => date.toISOString().slice(0, 10);
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** Moves a day (YYYY-MM-DD) by whole days. */
export function shiftDay(day: string, days: number): string {
  const date = noon(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

/** 0: Sunday … 6: Saturday */
export const weekdayOf = (day: string) => noon(day).getUTCDay();

/** Whole days from one day to another; negative when the other is earlier. */
export const daysBetween = (from: string, to: string) => Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayOf(new Date(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1, 12)));
}

/** The public holidays of a year, each with its name in a sentence. */
export function holidaysOf(year: number): Map<string, string> {
  const sunday = easter(year);
  const king = weekdayOf(`${year}-04-27`) === 0 ? `${year}-04-26` : `${year}-04-27`;
  // Koningsdag can fall on another holiday; the name that stands first is the one that is told.
  const days: [string, string][] = [
    [`${year}-01-01`, 'nieuwjaarsdag'],
    [shiftDay(sunday, -2), 'Goede Vrijdag'],
    [sunday, 'eerste paasdag'],
    [shiftDay(sunday, 1), 'tweede paasdag'],
    [king, 'Koningsdag'],
    [`${year}-05-05`, 'Bevrijdingsdag'],
    [shiftDay(sunday, 39), 'Hemelvaartsdag'],
    [shiftDay(sunday, 49), 'eerste pinksterdag'],
    [shiftDay(sunday, 50), 'tweede pinksterdag'],
    [`${year}-12-25`, 'eerste kerstdag'],
    [`${year}-12-26`, 'tweede kerstdag'],
  ];
  const found = new Map<string, string>();
  for (const [day, name] of days) if (!found.has(day)) found.set(day, name);
  return found;
}

/** Why a day is no working day: "een zaterdag", "Hemelvaartsdag"; null when it is one. */
export function dayOff(day: string): string | null {
  const holiday = holidaysOf(Number(day.slice(0, 4))).get(day);
  if (holiday) return holiday;
  return { 0: 'een zondag', 6: 'een zaterdag' }[weekdayOf(day)] ?? null;
}

/** This day, or the first working day after it. */
export function workingDay(day: string): string {
  let at = day;
  while (dayOff(at) !== null) at = shiftDay(at, 1);
  return at;
}
