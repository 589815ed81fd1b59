import { AsyncLocalStorage } from 'node:async_hooks';
import { DatabaseError } from '#src/db/errors.ts';

/**
 * Knows whether the running code is inside a transaction's callback. There the outer `db` is always a mistake: it would read
 * what was before the transaction, or wait for the very transaction it stands in.
 */
export class TransactionScope {
  readonly #storage = new AsyncLocalStorage<{ open: boolean }>();
  readonly #limit = new AsyncLocalStorage<number>();

  /** Runs `work`, a whole transaction, handing it a wrapper for the part in which only the transaction may be used. */
  async run<T>(work: (inside: <R>(callback: () => R) => R) => Promise<T>): Promise<T> {
    const scope = { open: true };
    try {
      return await work((callback) => this.#storage.run(scope, callback));
    } finally {
      // What the callback left running (a mail being sent) carries the scope along, and may use `db` from now on.
      scope.open = false;
    }
  }

  /** Lets the transactions that `work` begins stay open for so many milliseconds in place of the usual limit. */
  withLimit<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
    return this.#limit.run(limitMs, work);
  }

  get limitMs(): number | undefined {
    return this.#limit.getStore();
  }

  assertOutside(): void {
    if (this.#storage.getStore()?.open) {
      throw new DatabaseError('OUTER_DB_IN_TRANSACTION', 'the outer db was used inside a transaction: use the tx it hands you');
    }
  }
}
