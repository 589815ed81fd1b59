import type { Client } from '@libsql/client';
import { openConnection } from '#src/db/connection.ts';
import { retryBusy } from '#src/db/retry.ts';
import type { Limits } from '#src/db/writer.ts';

type Lease = { client: Client; users: number; dropped: boolean };

/**
 * The one connection that reads. Each statement sees everything committed before it began, as long as no unfinished statement
 * holds on to an older picture: so after any error the connection is replaced.
 */
export class Reader {
  readonly #url: string;
  readonly #limits: Limits;
  #lease: Lease | undefined;
  #opening: Promise<Lease> | undefined;

  constructor(url: string, limits: Limits) {
    this.#url = url;
    this.#limits = limits;
  }

  run<T>(work: (connection: Client) => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.#limits.busyMs;
    return retryBusy(() => this.#attempt(work), { deadline, onBusy: this.#limits.onBusy });
  }

  close(): void {
    if (this.#lease) this.#drop(this.#lease);
  }

  async #attempt<T>(work: (connection: Client) => Promise<T>): Promise<T> {
    const lease = this.#lease ?? (await (this.#opening ??= this.#open()));
    lease.users++;
    try {
      return await work(lease.client);
    } catch (error) {
      this.#drop(lease);
      throw error;
    } finally {
      lease.users--;
      this.#closeWhenUnused(lease);
    }
  }

  async #open(): Promise<Lease> {
    try {
      this.#lease = { client: await openConnection(this.#url, 'reader'), users: 0, dropped: false };
      return this.#lease;
    } finally {
      this.#opening = undefined;
    }
  }

  /** Others may be queueing for this connection: they finish on it, whoever comes next gets a new one. */
  #drop(lease: Lease): void {
    lease.dropped = true;
    if (this.#lease === lease) this.#lease = undefined;
    this.#closeWhenUnused(lease);
  }

  #closeWhenUnused(lease: Lease): void {
    if (lease.dropped && lease.users === 0) lease.client.close();
  }
}
