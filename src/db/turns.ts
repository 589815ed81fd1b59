import { setImmediate as giveWay } from 'node:timers/promises';
import { Mutex } from '#src/db/mutex.ts';

/** So long statements may follow each other before everybody else gets a turn, in milliseconds. */
const longest = 20;

/**
 * libSQL runs each statement on the thread of the event loop, and what awaits it goes on at once: hundreds of short statements
 * in a row hold up everybody as one long one does. So whoever comes with a statement when the others waited long enough, lets
 * them go first.
 */
export class Turns {
  /** When the first statement of this turn of the event loop came. */
  #began: number | undefined;
  readonly #mutex = new Mutex();

  /** Await it right before a statement. */
  async take(): Promise<void> {
    while (this.#began !== undefined && performance.now() - this.#began > longest) await giveWay();
    if (this.#began !== undefined) return;
    this.#began = performance.now();
    void giveWay().then(() => (this.#began = undefined));
  }

  /** For what is asked many at once: one after another, so that each takes its turn. */
  async alone<T>(statement: () => Promise<T>): Promise<T> {
    const release = await this.#mutex.acquire();
    try {
      await this.take();
      return await statement();
    } finally {
      release();
    }
  }
}
