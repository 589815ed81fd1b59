import type { Client } from '@libsql/client';
import { expect, test } from 'vitest';
import { hasCode } from '#src/db/errors.ts';
import { Reader } from '#src/db/reader.ts';
import { makeDatabase } from '#tests/db/support.ts';

test('a connection on which something failed is replaced, once the others on it are done', async () => {
  const { url } = await makeDatabase('CREATE TABLE t (a)');
  const reader = new Reader(url, { busyMs: 1000, transactionMs: 1000 });
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const used: Client[] = [];
  const slow = reader.run(async (connection) => {
    used.push(connection);
    await mayEnd;
    return connection.execute('SELECT 1');
  });
  await expect(reader.run((connection) => connection.execute('SELECT missing_column'))).rejects.toThrow(/no such column/);
  await reader.run(async (connection) => used.push(connection));
  const [first, second] = used;
  expect(second).not.toBe(first);
  expect(first?.closed).toBe(false);
  end();
  await slow;
  expect(first?.closed).toBe(true);
  expect(second?.closed).toBe(false);
  reader.close();
  expect(second?.closed).toBe(true);
});

test('a write that was taken for a read is refused by the connection', async () => {
  const { url } = await makeDatabase('CREATE TABLE t (a)');
  const reader = new Reader(url, { busyMs: 1000, transactionMs: 1000 });
  const failure: unknown = await reader
    .run((connection) => connection.execute('INSERT INTO t VALUES (1)'))
    .catch((error: unknown) => error);
  expect(hasCode(failure, 'SQLITE_READONLY')).toBe(true);
  reader.close();
});
