/** When a mail that could not be sent is tried again: quickly at first, then less and less, for almost two days. */
const minute = 60_000;
const pauses = [1, 5, 15, 60, 180, 360, 720, 1440];

/** The first try and one after each pause. */
export const mostTries = pauses.length + 1;

/**
 * @param tries how often it has been tried, this time included
 * @returns the moment of the next try; null when it is given up
 */
export function nextTry(tries: number, now: Date): Date | null {
  const pause = pauses[tries - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * minute);
}
