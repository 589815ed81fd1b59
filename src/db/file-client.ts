import type { Client, InArgs, InStatement, Replicated, ResultSet, Transaction, TransactionMode } from '@libsql/client';
import { DatabaseError } from '#src/db/errors.ts';
import { assertSingleStatement, sqlOf } from '#src/db/guarded-transaction.ts';
import { Reader } from '#src/db/reader.ts';
import { statementKind } from '#src/db/statement-kind.ts';
import type { TransactionScope } from '#src/db/transaction-scope.ts';
import { Turns } from '#src/db/turns.ts';
import { Writer } from '#src/db/writer.ts';
import type { Limits } from '#src/db/writer.ts';

type BatchStatement = InStatement | [string, InArgs?];

/**
 * What drizzle takes for a libSQL client: a reader and a writer behind one face. @libsql/client on its own loses acknowledged
 * writes on files (see the decision record on the libSQL client).
 */
export class FileClient implements Client {
  readonly protocol = 'file';
  closed = false;
  readonly #scope: TransactionScope;
  readonly #reader: Reader;
  readonly #writer: Writer;
  readonly #turns = new Turns();
  readonly #tell: Limits['onStatement'];

  constructor(url: string, limits: Limits, scope: TransactionScope) {
    this.#scope = scope;
    this.#tell = limits.onStatement;
    this.#reader = new Reader(url, limits);
    this.#writer = new Writer(url, limits, this.#turns);
  }

  /** Both connections at once, so that settings that don't hold are found at boot. */
  async open(): Promise<void> {
    await this.#writer.open();
    await this.#reader.run(async () => undefined);
  }

  async execute(statement: InStatement | string, args?: InArgs): Promise<ResultSet> {
    this.#assertUsable();
    const normal: InStatement = typeof statement === 'string' ? { sql: statement, args: args ?? [] } : statement;
    const sql = sqlOf(normal);
    this.#tell?.(sql);
    const kind = statementKind(sql);
    if (kind === 'read') return this.#reader.run((connection) => this.#turns.alone(() => connection.execute(normal)));
    if (kind === 'checkpoint') return this.#writer.run((connection) => connection.execute(normal));
    assertWritable(sql, kind);
    // Never by itself: a lone statement that is acknowledged is not yet committed when an earlier one got stuck, and only
    // COMMIT tells.
    const [result] = await this.#writer.run((connection) => connection.batch([normal], 'write'));
    return result!;
  }

  async batch(statements: BatchStatement[], mode?: TransactionMode): Promise<ResultSet[]> {
    this.#assertUsable();
    for (const statement of statements) this.#tell?.(sqlOf(statement));
    const kinds = statements.map((statement) => statementKind(sqlOf(statement)));
    if (mode !== 'write' && kinds.every((kind) => kind === 'read')) {
      return this.#reader.run((connection) => this.#turns.alone(() => connection.batch(statements, 'read')));
    }
    statements.forEach((statement, index) => assertWritable(sqlOf(statement), kinds[index]!));
    // 'write' and not the default: a deferred transaction fails where it turns from reading to writing.
    return this.#writer.run((connection) => connection.batch(statements, 'write'));
  }

  /** Always a writing one, whatever mode is asked for: it may come to write, and then it is too late to wait. */
  async transaction(_mode?: TransactionMode): Promise<Transaction> {
    this.#assertUsable();
    return this.#writer.begin(this.#scope.limitMs);
  }

  async executeMultiple(sql: string): Promise<void> {
    this.#assertUsable();
    await this.#writer.run(async (connection) => {
      const transaction = await connection.transaction('write');
      try {
        await transaction.executeMultiple(sql);
        await transaction.commit();
      } finally {
        transaction.close();
      }
    });
  }

  migrate(): Promise<ResultSet[]> {
    throw new DatabaseError(
      'NOT_HERE',
      'migrations switch foreign keys off: run them with migrateDatabase, before the database is opened',
    );
  }

  async sync(): Promise<Replicated> {
    throw new DatabaseError('NOT_HERE', 'a database file has nothing to be synchronised with');
  }

  async reconnect(): Promise<void> {
    throw new DatabaseError('NOT_HERE', 'this client renews its connections by itself');
  }

  close(): void {
    void this.closeGently();
  }

  /** Lets what is under way finish, then closes. */
  async closeGently(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.#reader.close();
    await this.#writer.close();
  }

  #assertUsable(): void {
    this.#scope.assertOutside();
    if (this.closed) throw new DatabaseError('DATABASE_CLOSED', 'the database is closed');
  }
}

function assertWritable(sql: string, kind: ReturnType<typeof statementKind>): void {
  if (kind === 'refused' || kind === 'checkpoint') {
    throw new DatabaseError('STATEMENT_REFUSED', 'this statement would change the connection or a transaction that others share');
  }
  assertSingleStatement(sql);
}
