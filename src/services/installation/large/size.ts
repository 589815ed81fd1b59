/** How large the parts of a large demonstration are, by the number of people. */

/** Counts up when what the generator makes changes, so that one that was kept is not taken for this one. */
export const largeVersion = 2;

export interface LargeSize {
  people: number;
  pois: number;
  libraries: number;
  /** Normal groups, of all years together. */
  groups: number;
  /** Rows of lesson_completion and module_completion together, of everybody, the small demonstration's included. */
  completions: number;
  days: number;
}

export const smallestLarge = 200;
export const largestLarge = 50_000;

export function sizeOf(people: number): LargeSize {
  const part = people / 20_000;
  return {
    people,
    pois: Math.max(3, Math.min(12, Math.round(12 * Math.sqrt(part)))),
    libraries: Math.max(6, Math.round(150 * part)),
    groups: Math.max(12, Math.round(1_500 * part)),
    completions: people * 50,
    days: 3 * 365,
  };
}

/** People per library: a few big ones, many small ones. The first is the biggest. */
export function shares(people: number, libraries: number): number[] {
  const weights = Array.from({ length: libraries }, (_, i) => 1 / (i + 8));
  const all = weights.reduce((sum, w) => sum + w, 0);
  const counts = weights.map((w) => Math.max(2, Math.floor((people * w) / all)));
  counts[0] = (counts[0] ?? 0) + people - counts.reduce((sum, n) => sum + n, 0);
  return counts;
}
