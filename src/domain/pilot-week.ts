/** In which weeks a pilot's figures are told: every Monday from its start until the first one after its end, and around a later round. */
import { beginOf, dayAfter, roundDays, weekOf, type PilotDays } from './pilot.ts';

/** So many missed weeks are made up for; what was missed longer ago stays empty. */
const weeksMadeUp = 4;

const nextMonday = (day: string) => {
  const monday = weekOf(beginOf(day));
  return monday === day ? day : dayAfter(monday, 7);
};

/** The Monday on which the first figures are told. */
export const firstWeek = ({ startsOn }: Pick<PilotDays, 'startsOn'>): string => nextMonday(startsOn);

/** Does this Monday have figures? A pilot that was stopped tells nothing any more. */
export function isTold(pilot: PilotDays, week: string): boolean {
  const { endsOn, followUpOn, endedAt } = pilot;
  if (week < firstWeek(pilot) || (endedAt !== null && beginOf(week) >= endedAt)) return false;
  const within = (first: string, last: string) => week >= first && week < last;
  return (
    week < dayAfter(endsOn, 7) || (followUpOn !== null && within(nextMonday(followUpOn), dayAfter(followUpOn, roundDays + 7)))
  );
}

/** The weeks of which figures should have been told by now, oldest first: this week's, and those just missed. */
export function weeksDue(pilot: PilotDays, now: Date): string[] {
  if (pilot.endedAt !== null && pilot.endedAt <= now) return [];
  const newest = weekOf(now);
  return Array.from({ length: weeksMadeUp }, (_, nr) => dayAfter(newest, -7 * (weeksMadeUp - 1 - nr))).filter((week) =>
    isTold(pilot, week),
  );
}

/** When the next figures come; null when there are none to come. */
export function nextWeek(pilot: PilotDays, now: Date): string | null {
  if (pilot.endedAt !== null && pilot.endedAt <= now) return null;
  const coming = dayAfter(weekOf(now), 7);
  const first = firstWeek(pilot);
  if (first >= coming) return first;
  if (isTold(pilot, coming)) return coming;
  const { followUpOn } = pilot;
  const later = followUpOn === null ? null : nextMonday(followUpOn);
  return later !== null && later >= coming ? later : null;
}

/** Whole weeks from the start of the pilot to a Monday: what pilots are compared by. */
export const weeksSince = (startsOn: string, week: string): number =>
  Math.floor((Date.parse(`${week}T12:00Z`) - Date.parse(`${startsOn}T12:00Z`)) / (7 * 86_400_000));
