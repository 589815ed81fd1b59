import { existsSync } from 'node:fs';
import { createClient } from '@libsql/client';
import type { Client } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { pragma } from '#src/db/connection.ts';
import { DatabaseError } from '#src/db/errors.ts';
import { FileClient } from '#src/db/file-client.ts';
import { RemoteClient } from '#src/db/remote-client.ts';
import * as schema from '#src/db/schema/index.ts';
import { TransactionScope } from '#src/db/transaction-scope.ts';
import { databasePath, isRemote } from '#src/db/url.ts';
import type { Limits } from '#src/db/writer.ts';

export type Database = LibSQLDatabase<typeof schema> & {
  /** For work on thousands of rows, in parts that let others have their turn: may stay open for longer than a transaction may. */
  longTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
};
/** What `db.transaction` hands its callback. */
export type Transaction = Parameters<Parameters<LibSQLDatabase<typeof schema>['transaction']>[0]>[0];
/** What a query needs: inside a transaction this is the transaction, and nothing else will do. */
export type Queryable = Database | Transaction;

export type OpenDatabase = {
  db: Database;
  client: Client;
  /** True when a server elsewhere keeps the data. */
  remote: boolean;
  /** Lets writes under way finish. Afterwards every use fails. */
  close(): Promise<void>;
};

export type OpenOptions = {
  /** `file:…`, or `libsql://`, `http://`, `https://` for a server. A file must have been migrated before. */
  url: string;
  authToken?: string | undefined;
  /** How long a transaction may stay open before it is rolled back, in milliseconds. */
  transactionMs?: number;
  /** The same for a long one. */
  longTransactionMs?: number;
  /** How long to wait for a database that another process holds, in milliseconds. */
  busyMs?: number;
  /** Told at each attempt that found the database busy. */
  onBusy?: (attempt: number) => void;
  /** Told of each statement for a file, before it runs: so that tests can look at how it is found. */
  onStatement?: (sql: string) => void;
};

/** Opens a database with the settings that keep data safe, or refuses in one clear line. Take the lock first (`lock.ts`). */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const limits: Limits = {
    transactionMs: options.transactionMs ?? 5000,
    busyMs: options.busyMs ?? 15_000,
    onBusy: options.onBusy,
    onStatement: options.onStatement,
  };
  const scope = new TransactionScope();
  const remote = isRemote(options.url);
  const client = remote ? await openRemote(options, limits, scope) : await openFile(options, limits, scope);
  const close = async () => (client instanceof FileClient ? client.closeGently() : client.close());
  return {
    db: guarded(drizzle(client, { schema }), scope, options.longTransactionMs ?? longTransactionMs),
    client,
    remote,
    close,
  };
}

async function openFile({ url }: OpenOptions, limits: Limits, scope: TransactionScope): Promise<FileClient> {
  // SQLite would make an empty file, which looks like a database to whoever comes next.
  if (!existsSync(databasePath(url))) throw new DatabaseError('DATABASE_MISSING', `there is no database at ${databasePath(url)}`);
  const client = new FileClient(url, limits, scope);
  try {
    await client.open();
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

async function openRemote({ url, authToken }: OpenOptions, limits: Limits, scope: TransactionScope): Promise<RemoteClient> {
  const client = createClient(authToken === undefined ? { url } : { url, authToken });
  const foreignKeys = await pragma(client, 'foreign_keys');
  if (foreignKeys !== 1) {
    client.close();
    // Each statement may meet another of the server's connections, so this can't be switched on from here.
    throw new DatabaseError('DATABASE_SETTING', 'the database server does not enforce foreign keys: switch them on there');
  }
  return new RemoteClient(client, limits, scope);
}

/** Marks each transaction's callback as such, so that the client can refuse the outer db there. */
function guarded(db: LibSQLDatabase<typeof schema>, scope: TransactionScope, longMs: number): Database {
  const transaction = db.transaction.bind(db);
  db.transaction = (callback, config) => scope.run((inside) => transaction((tx) => inside(() => callback(tx)), config));
  return Object.assign(db, {
    longTransaction: <T>(work: (tx: Transaction) => Promise<T>) => scope.withLimit(longMs, () => db.transaction(work)),
  });
}

/** Under what others wait for their turn (busyMs): they are held up, not refused. */
export const longTransactionMs = 12_000;
