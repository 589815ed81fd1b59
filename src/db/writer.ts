import type { Client, Transaction } from '@libsql/client';
import { openConnection } from '#src/db/connection.ts';
import { isConstraint } from '#src/db/errors.ts';
import { GuardedTransaction } from '#src/db/guarded-transaction.ts';
import { Mutex } from '#src/db/mutex.ts';
import { retryBusy } from '#src/db/retry.ts';
import type { Turns } from '#src/db/turns.ts';

export type Limits = {
  /** How long a transaction may stay open. */
  transactionMs: number;
  /** How long a statement may wait for a database that another process holds, its time in the queue included. */
  busyMs: number;
  onBusy?: ((attempt: number) => void) | undefined;
  onStatement?: ((sql: string) => void) | undefined;
};

/**
 * The one connection that writes, for one user at a time. Two interleaved writers in one process would block each other: the
 * native call of the second one stops the event loop that the first one needs to finish.
 */
export class Writer {
  readonly #url: string;
  readonly #limits: Limits;
  readonly #turns: Turns;
  readonly #mutex = new Mutex();
  #connection: Client | undefined;

  constructor(url: string, limits: Limits, turns: Turns) {
    this.#url = url;
    this.#turns = turns;
    this.#limits = limits;
  }

  /** Opens the connection and reads its settings back, so that a database that can't be used is refused at boot. */
  open(): Promise<void> {
    return this.run(async () => undefined);
  }

  /** `work` must be all or nothing and is repeated from the start while the database is busy. */
  async run<T>(work: (connection: Client) => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.#limits.busyMs;
    const release = await this.#mutex.acquire();
    try {
      return await this.#attempt(work, deadline);
    } finally {
      release();
    }
  }

  /** @param limitMs how long it may stay open, where that is not what all others may */
  async begin(limitMs = this.#limits.transactionMs): Promise<Transaction> {
    const deadline = performance.now() + this.#limits.busyMs;
    const release = await this.#mutex.acquire();
    try {
      const raw = await this.#attempt((connection) => connection.transaction('write'), deadline);
      const settled = ({ healthy }: { healthy: boolean }) => {
        if (!healthy) this.#discard();
        release();
      };
      return new GuardedTransaction(raw, { limitMs, turns: this.#turns, tell: this.#limits.onStatement }, settled);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** After whatever is under way. */
  async close(): Promise<void> {
    const release = await this.#mutex.acquire();
    try {
      // Leaves a file that is complete by itself. Best effort: the log is read at the next start just as well.
      await this.#connection?.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
      this.#discard();
    } finally {
      release();
    }
  }

  #attempt<T>(work: (connection: Client) => Promise<T>, deadline: number): Promise<T> {
    return retryBusy(
      async () => {
        try {
          await this.#turns.take();
          this.#connection ??= await openConnection(this.#url, 'writer');
          return await work(this.#connection);
        } catch (error) {
          // A busy statement stays "in progress" on its connection, and then libSQL acknowledges writes that are never
          // committed. So never go on with a connection on which anything failed, save a constraint doing its work.
          if (!isConstraint(error)) this.#discard();
          throw error;
        }
      },
      { deadline, onBusy: this.#limits.onBusy },
    );
  }

  #discard(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }
}
