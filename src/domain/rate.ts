/** Counts calls within the process, for what must not write anything: a page that is only looked at. Forgotten at a restart. */
export interface Rate {
  max: number;
  /** In milliseconds. */
  window: number;
}

/** So many keys at most: whoever calls under ever new ones costs no memory. */
const mostKeys = 10_000;

export class RateCounter {
  readonly #turns = new Map<string, { since: number; n: number }>();

  /** Takes a turn under this key; false when that is one too many. */
  take(key: string, { max, window }: Rate, now: Date): boolean {
    const at = now.getTime();
    const turn = this.#turns.get(key);
    // A clock that was put back begins anew.
    if (turn && at >= turn.since && at - turn.since < window) return ++turn.n <= max;
    this.#turns.delete(key);
    const oldest = this.#turns.size >= mostKeys ? this.#turns.keys().next().value : undefined;
    if (oldest !== undefined) this.#turns.delete(oldest);
    this.#turns.set(key, { since: at, n: 1 });
    return max > 0;
  }
}
