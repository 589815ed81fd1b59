import type { InStatement, ResultSet, Transaction } from '@libsql/client';
import { DatabaseError, isConstraint } from '#src/db/errors.ts';
import { hasSecondStatement } from '#src/db/statement-kind.ts';
import type { Turns } from '#src/db/turns.ts';

/** What the writer wants to know: the transaction is over, and whether its connection can be used again. */
export type Settled = (state: { healthy: boolean }) => void;

export function sqlOf(statement: InStatement | [string, unknown?]): string {
  if (typeof statement === 'string') return statement;
  return Array.isArray(statement) ? statement[0] : statement.sql;
}

export function assertSingleStatement(sql: string): void {
  if (hasSecondStatement(sql)) {
    throw new DatabaseError(
      'SECOND_STATEMENT',
      'only the first of several statements in one text would be run: send them one by one',
    );
  }
}

/**
 * A transaction that can't be forgotten: while it is open every other write waits, so after `limitMs` it is rolled back and
 * says so at each later use, its commit included.
 */
export class GuardedTransaction implements Transaction {
  readonly #raw: Transaction;
  readonly #settled: Settled;
  readonly #timer: NodeJS.Timeout;
  readonly #turns: Turns;
  readonly #tell: ((sql: string) => void) | undefined;
  #state: 'open' | 'over' | 'expired' = 'open';
  #healthy = true;

  constructor(
    raw: Transaction,
    { limitMs, turns, tell }: { limitMs: number; turns: Turns; tell?: ((sql: string) => void) | undefined },
    settled: Settled,
  ) {
    this.#raw = raw;
    this.#turns = turns;
    this.#tell = tell;
    this.#settled = settled;
    this.#timer = setTimeout(() => this.#expire(), limitMs);
    this.#timer.unref();
  }

  get closed(): boolean {
    return this.#state !== 'open' || this.#raw.closed;
  }

  execute(statement: InStatement): Promise<ResultSet> {
    return this.#use(() => {
      const sql = sqlOf(statement);
      assertSingleStatement(sql);
      this.#tell?.(sql);
      return this.#raw.execute(statement);
    });
  }

  batch(statements: InStatement[]): Promise<ResultSet[]> {
    return this.#use(() => {
      for (const statement of statements) {
        assertSingleStatement(sqlOf(statement));
        this.#tell?.(sqlOf(statement));
      }
      return this.#raw.batch(statements);
    });
  }

  executeMultiple(sql: string): Promise<void> {
    return this.#use(() => this.#raw.executeMultiple(sql));
  }

  async commit(): Promise<void> {
    try {
      await this.#use(() => this.#raw.commit());
    } catch (error) {
      // A refused COMMIT (a deferred foreign key) leaves libSQL's transaction settled too; there is nothing to go on with.
      this.#healthy = false;
      throw error;
    } finally {
      this.#end('over');
    }
  }

  /** Drizzle also calls this after a failed commit: then it must not hide that error behind one of its own. */
  async rollback(): Promise<void> {
    if (this.#state !== 'open') return;
    try {
      await this.#raw.rollback();
    } catch (error) {
      this.#healthy = false;
      // SQLite may have rolled back by itself (disk full); then rolled back is what the caller wanted.
      if (!this.#raw.closed) throw error;
    } finally {
      this.#end('over');
    }
  }

  close(): void {
    this.#abandon('over');
  }

  #expire(): void {
    this.#abandon('expired');
  }

  #abandon(state: 'over' | 'expired'): void {
    if (this.#state !== 'open') return;
    try {
      this.#raw.close();
    } catch {
      this.#healthy = false;
    } finally {
      this.#end(state);
    }
  }

  #end(state: 'over' | 'expired'): void {
    if (this.#state !== 'open') return;
    this.#state = state;
    clearTimeout(this.#timer);
    this.#settled({ healthy: this.#healthy });
  }

  async #use<T>(work: () => Promise<T>): Promise<T> {
    if (this.#state === 'open') await this.#turns.take();
    if (this.#state === 'expired') {
      throw new DatabaseError('TRANSACTION_EXPIRED', 'the transaction was open for too long and has been rolled back');
    }
    if (this.#state === 'over') throw new DatabaseError('TRANSACTION_CLOSED', 'the transaction is already over');
    try {
      return await work();
    } catch (error) {
      if (!isConstraint(error)) this.#healthy = false;
      throw error;
    }
  }
}
