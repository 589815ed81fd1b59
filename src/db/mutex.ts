/** One at a time, in the order of asking. */
export class Mutex {
  #held = false;
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is the caller's turn, with the function that passes the turn on (calling it twice does nothing). */
  async acquire(): Promise<() => void> {
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#held = true;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = this.#waiting.shift();
      // Handed over without ever being free, so that nobody slips in between the release and the next one's turn.
      if (next) next();
      else this.#held = false;
    };
  }
}
