/** A carousel: n groups go past n topics in n rounds, each group at every topic once and never two at the same one. */
export const fewestStations = 2;
export const mostStations = 8;

/** `plan[round][group]` is the topic (from 0): a Latin square, in which everyone moves one table on. */
export const carouselPlan = (stations: number): number[][] =>
  Array.from({ length: stations }, (_, round) => Array.from({ length: stations }, (_, group) => (group + round) % stations));

/** How many people in each group, as even as can be. */
export function groupSizes(people: number, groups: number): number[] {
  if (groups < 1) return [];
  const least = Math.floor(people / groups);
  return Array.from({ length: groups }, (_, index) => least + (index < people % groups ? 1 : 0));
}

/** Which round it is (from 0) after so many seconds of the part, and how many are left of it; after the last it stays there. */
export function roundAt(seconds: number, minutes: number, rounds: number): { round: number; left: number } {
  const each = minutes * 60;
  const round = Math.min(Math.floor(Math.max(0, seconds) / each), rounds - 1);
  return { round, left: (round + 1) * each - Math.max(0, seconds) };
}

/** Minutes for each round when so many are to be divided. */
export const minutesEach = (minutes: number, rounds: number) => Math.max(1, Math.floor(minutes / Math.max(1, rounds)));
