import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#src/db/client.ts';
import type { OpenDatabase } from '#src/db/client.ts';
import { isBusy } from '#src/db/errors.ts';
import { fileUrl } from '#src/db/url.ts';
import { Script, makeDatabase, seenByOthers, temporaryFolder } from '#tests/db/support.ts';

let file: { url: string; path: string };
let database: OpenDatabase;
let holder: Script;
/** What to do at each attempt that finds the database busy. */
let onBusy: (attempt: number) => void;

async function start(options: { busyMs?: number } = {}): Promise<void> {
  onBusy = () => undefined;
  database = await openDatabase({ url: file.url, ...options, onBusy: (attempt) => onBusy(attempt) });
  holder = new Script('hold-database.ts', file.url, 'write');
  await holder.line('held');
}

beforeEach(async () => {
  file = await makeDatabase('CREATE TABLE t (a INTEGER PRIMARY KEY)');
});
afterEach(async () => {
  await holder.kill();
  await database.close();
});

const insert = (value: number) => database.db.run(sql`INSERT INTO t VALUES (${value})`);
const countSeenByOthers = () => seenByOthers(file.path, 'SELECT count(*) FROM t');

test('a write waits for another process and then succeeds, and so does all that follows', async () => {
  await start();
  let attempts = 0;
  onBusy = (attempt) => {
    attempts = attempt;
    if (attempt === 3) void holder.finish();
  };
  await insert(1);
  expect(attempts).toBeGreaterThanOrEqual(3);
  expect(await countSeenByOthers()).toBe(1);
  // Here a naive client goes on acknowledging, and none of it ever reaches the file.
  for (let value = 2; value <= 300; value++) await insert(value);
  expect(await countSeenByOthers()).toBe(300);
});

test('a transaction and a batch wait as well, and reading goes on meanwhile', async () => {
  await start();
  const counts: unknown[] = [];
  onBusy = (attempt) => {
    if (attempt > 2) return void holder.finish();
    void database.client.execute('SELECT count(*) FROM t').then(({ rows }) => counts.push(rows[0]?.[0]));
  };
  const transaction = database.db.transaction(async (tx) => {
    await tx.run(sql`INSERT INTO t VALUES (1)`);
    await tx.run(sql`INSERT INTO t VALUES (2)`);
  });
  const batch = database.client.batch(['INSERT INTO t VALUES (3)', 'INSERT INTO t VALUES (4)']);
  await Promise.all([transaction, batch]);
  expect(counts).toEqual([0, 0]);
  expect(await countSeenByOthers()).toBe(4);
});

test('when the other process does not let go, every write fails in time and nothing of it is kept', async () => {
  await start({ busyMs: 400 });
  const started = performance.now();
  const results = await Promise.allSettled([
    insert(1),
    insert(2),
    database.db.transaction((tx) => tx.run(sql`INSERT INTO t VALUES (3)`)),
  ]);
  // The queue counts: three writes don't wait three times as long.
  expect(performance.now() - started).toBeLessThan(1000);
  for (const result of results) expect(result.status === 'rejected' && isBusy(result.reason)).toBe(true);
  await holder.finish();
  expect(await countSeenByOthers()).toBe(0);
  await insert(4);
  expect(await countSeenByOthers()).toBe(1);
});

test('opening waits too, when even readers are kept out', async () => {
  // Made elsewhere: a closed libSQL connection keeps its share of the file until its statements are garbage collected.
  const url = fileUrl(join(temporaryFolder(), 'apart.db'));
  await new Script('kill/create.ts', url).finish();
  holder = new Script('hold-database.ts', url, 'all');
  await holder.line('held');
  let attempts = 0;
  database = await openDatabase({
    url,
    onBusy: (attempt) => {
      attempts = attempt;
      if (attempt === 2) void holder.finish();
    },
  });
  expect(attempts).toBeGreaterThanOrEqual(2);
  await database.client.execute('INSERT INTO start VALUES (1)');
  expect((await database.client.execute('SELECT count(*) FROM start')).rows[0]?.[0]).toBe(1);
});

test('a holder that is killed leaves nothing behind', async () => {
  await start();
  onBusy = (attempt) => {
    if (attempt === 1) void holder.kill();
  };
  await insert(1);
  expect(await countSeenByOthers()).toBe(1);
});
