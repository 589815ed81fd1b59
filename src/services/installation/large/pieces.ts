import { insertLargeRows, noLargeRows, type LargeRows } from '#src/db/queries/demo-large.ts';
import type { Database } from '#src/db/client.ts';

/** Rows that wait until there are enough of them to go in together. */
const enough = 25_000;

export class Pieces {
  readonly #db: Database;
  #rows: LargeRows = noLargeRows();
  #waiting = 0;
  /** Rows given so far, by table. */
  readonly counts: Partial<Record<keyof LargeRows, number>> = {};

  constructor(db: Database) {
    this.#db = db;
  }

  add<K extends keyof LargeRows>(name: K, row: LargeRows[K][number]): void {
    (this.#rows[name] as unknown[]).push(row);
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    this.#waiting += name === 'attempt' ? 50 : 1;
  }

  /** Call it between things that belong together. */
  async flushWhenFull(): Promise<void> {
    if (this.#waiting >= enough) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = noLargeRows();
    this.#waiting = 0;
    await this.#db.longTransaction((tx) => insertLargeRows(tx, rows));
  }
}
