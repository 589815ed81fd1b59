/** Day, hours and place of a moment as someone types them. */
import { addDays, fromWallClock, wallClock } from './calendar-day.ts';

export interface MomentText {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM */
  start: string;
  end: string;
  place: string;
}

export interface MomentTimes {
  startsAt: Date;
  endsAt: Date;
  place: string;
}

export type MomentCheck =
  ({ kind: 'ok' } & MomentTimes) | { kind: 'wrong'; errors: { field: 'day' | 'start' | 'end'; message: string }[] };

/** A slip in the year shows as a date further away than this. */
const farthestDays = 2 * 366;

/**
 * A moment may lie in the past: attendance is sometimes filled in afterwards.
 * @param known as it stood: one that runs across midnight may go on doing so, while a new one that ends before it begins is a slip
 */
export function checkMoment(text: MomentText, now: Date, known?: Pick<MomentTimes, 'startsAt' | 'endsAt'>): MomentCheck {
  const wrong = (field: 'day' | 'start' | 'end', message: string): MomentCheck => ({
    kind: 'wrong',
    errors: [{ field, message }],
  });
  const noon = fromWallClock(text.day, '12:00');
  if (!noon || wallClock(noon).day !== text.day) return wrong('day', 'Deze dag bestaat niet. Kijk de datum na.');
  if (Math.abs(noon.getTime() - now.getTime()) > farthestDays * 86_400_000)
    return wrong('day', 'Deze dag is meer dan twee jaar hier vandaan. Kijk het jaar na.');
  const startsAt = fromWallClock(text.day, text.start);
  const acrossMidnight =
    known !== undefined && wallClock(known.startsAt).day !== wallClock(known.endsAt).day && text.end <= text.start;
  const endsAt = fromWallClock(acrossMidnight ? wallClock(addDays(noon, 1)).day : text.day, text.end);
  const skipped = 'Deze tijd bestaat niet: in deze nacht gaat de klok een uur vooruit. Kies een andere tijd.';
  if (!startsAt) return wrong('start', skipped);
  if (!endsAt) return wrong('end', skipped);
  if (text.end <= text.start && !acrossMidnight) return wrong('end', 'Het einde is niet later dan het begin. Kijk de tijden na.');
  return { kind: 'ok', startsAt, endsAt, place: text.place };
}

const samePlace = (a: string, b: string) => a.trim().toLocaleLowerCase('nl') === b.trim().toLocaleLowerCase('nl');

/** Do two moments need the same room at the same time? */
export const clash = (a: MomentTimes, b: MomentTimes) =>
  samePlace(a.place, b.place) && a.startsAt < b.endsAt && b.startsAt < a.endsAt;

export const sameMoment = (a: MomentTimes, b: MomentTimes) =>
  a.place === b.place && a.startsAt.getTime() === b.startsAt.getTime() && a.endsAt.getTime() === b.endsAt.getTime();
