import type { Client, InArgs, InStatement, Replicated, ResultSet, Transaction, TransactionMode } from '@libsql/client';
import { retryBusy } from '#src/db/retry.ts';
import type { TransactionScope } from '#src/db/transaction-scope.ts';
import type { Limits } from '#src/db/writer.ts';

/**
 * A server's client, with what still makes sense there: the outer db is refused inside a transaction, a batch writes, a busy
 * answer is tried again. Queueing and time limits of transactions are the server's.
 */
export class RemoteClient implements Client {
  readonly #client: Client;
  readonly #limits: Limits;
  readonly #scope: TransactionScope;

  constructor(client: Client, limits: Limits, scope: TransactionScope) {
    this.#client = client;
    this.#limits = limits;
    this.#scope = scope;
  }

  get protocol(): string {
    return this.#client.protocol;
  }

  get closed(): boolean {
    return this.#client.closed;
  }

  execute(statement: InStatement | string, args?: InArgs): Promise<ResultSet> {
    return this.#use(() =>
      typeof statement === 'string' ? this.#client.execute(statement, args) : this.#client.execute(statement),
    );
  }

  batch(statements: (InStatement | [string, InArgs?])[], mode: TransactionMode = 'write'): Promise<ResultSet[]> {
    return this.#use(() => this.#client.batch(statements, mode));
  }

  transaction(mode: TransactionMode = 'write'): Promise<Transaction> {
    return this.#use(() => this.#client.transaction(mode));
  }

  executeMultiple(sql: string): Promise<void> {
    this.#scope.assertOutside();
    // Not repeated when busy: it is not all or nothing.
    return this.#client.executeMultiple(sql);
  }

  migrate(statements: InStatement[]): Promise<ResultSet[]> {
    return this.#client.migrate(statements);
  }

  sync(): Promise<Replicated> {
    return this.#client.sync();
  }

  reconnect(): void {
    this.#client.reconnect();
  }

  close(): void {
    this.#client.close();
  }

  async #use<T>(work: () => Promise<T>): Promise<T> {
    this.#scope.assertOutside();
    return retryBusy(work, { deadline: performance.now() + this.#limits.busyMs, onBusy: this.#limits.onBusy });
  }
}
