import { setImmediate as macrotask } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { eq, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#src/db/client.ts';
import type { OpenDatabase, OpenOptions } from '#src/db/client.ts';
import { hasCode } from '#src/db/errors.ts';
import { fileUrl } from '#src/db/url.ts';
import { makeDatabase, seenByOthers, temporaryFolder } from '#tests/db/support.ts';

const note = sqliteTable('note', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  text: text('text').notNull(),
  parent: integer('parent'),
});

let file: { url: string; path: string };
let database: OpenDatabase;

beforeEach(async () => {
  file = await makeDatabase(
    'CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL UNIQUE, parent INTEGER REFERENCES note)',
    'CREATE TABLE counter (value INTEGER NOT NULL)',
    'INSERT INTO counter VALUES (0)',
  );
  database = await openDatabase({ url: file.url });
});
afterEach(() => database.close());

async function reopen(options: Partial<OpenOptions>): Promise<OpenDatabase> {
  await database.close();
  database = await openDatabase({ url: file.url, ...options });
  return database;
}

const countNotes = async () => (await database.client.execute('SELECT count(*) FROM note')).rows[0]?.[0];
const withCode = (code: string) => expect.toSatisfy((error: unknown) => hasCode(error, code), `an error with code ${code}`);

/** A promise and the means to fulfil it. */
function gate(): { passed: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}

describe('opening', () => {
  test('a database that is not there is refused and not made', async () => {
    const url = fileUrl(`${temporaryFolder()}/none.db`);
    await expect(openDatabase({ url })).rejects.toEqual(withCode('DATABASE_MISSING'));
    await expect(openDatabase({ url })).rejects.toEqual(withCode('DATABASE_MISSING'));
    await expect(openDatabase({ url: ':memory:' })).rejects.toEqual(withCode('DATABASE_URL_INVALID'));
    await expect(openDatabase({ url: 'file::memory:' })).rejects.toEqual(withCode('DATABASE_URL_INVALID'));
  });

  test('a file without a write-ahead log is refused', async () => {
    const path = `${temporaryFolder()}/old.db`;
    const client = createClient({ url: fileUrl(path) });
    await client.execute('CREATE TABLE t (a)');
    client.close();
    await expect(openDatabase({ url: fileUrl(path) })).rejects.toEqual(withCode('DATABASE_SETTING'));
  });

  test('settings hold on both connections, and can not be changed from outside', async () => {
    const { client } = database;
    expect((await client.execute('PRAGMA foreign_keys')).rows[0]?.[0]).toBe(1);
    expect((await client.execute('PRAGMA synchronous')).rows[0]?.[0]).toBe(2);
    const transaction = await client.transaction();
    expect((await transaction.execute('PRAGMA foreign_keys')).rows[0]?.[0]).toBe(1);
    expect((await transaction.execute('PRAGMA synchronous')).rows[0]?.[0]).toBe(2);
    await transaction.rollback();
    await expect(client.execute('PRAGMA foreign_keys=OFF')).rejects.toEqual(withCode('STATEMENT_REFUSED'));
    await expect(client.batch(['BEGIN'])).rejects.toEqual(withCode('STATEMENT_REFUSED'));
  });

  test('after closing every use fails clearly, and writes under way are finished first', async () => {
    const writes = Promise.all(['a', 'b', 'c'].map((value) => database.db.insert(note).values({ text: value })));
    // They are on their way once the code up to their first wait has run.
    await macrotask();
    await database.close();
    await writes;
    expect(await seenByOthers(file.path, 'SELECT count(*) FROM note')).toBe(3);
    await expect(database.db.select().from(note)).rejects.toEqual(withCode('DATABASE_CLOSED'));
    await expect(database.db.insert(note).values({ text: 'd' })).rejects.toEqual(withCode('DATABASE_CLOSED'));
  });
});

describe('writing and reading', () => {
  test('RETURNING answers with rows, and they are committed', async () => {
    const rows = await database.db
      .insert(note)
      .values([{ text: 'a' }, { text: 'b' }])
      .returning();
    expect(rows.map((row) => row.text)).toEqual(['a', 'b']);
    expect(rows[1]!.id).toBeGreaterThan(rows[0]!.id);
    expect(await seenByOthers(file.path, 'SELECT count(*) FROM note')).toBe(2);
    const { rowsAffected } = await database.db.update(note).set({ parent: rows[0]!.id }).where(eq(note.text, 'b'));
    expect(rowsAffected).toBe(1);
  });

  test('a batch is all or nothing', async () => {
    const one = (value: string) => database.db.insert(note).values({ text: value });
    await expect(database.db.batch([one('a'), one('b'), one('a')])).rejects.toThrow();
    expect(await countNotes()).toBe(0);
    await database.db.batch([one('a'), one('b')]);
    const [first, second] = await database.db.batch([database.db.select().from(note), database.db.select().from(note)]);
    expect([first.length, second.length]).toEqual([2, 2]);
  });

  test('a second statement in one text is refused, where libSQL would drop it', async () => {
    await expect(database.client.execute("INSERT INTO note (text) VALUES ('a'); DELETE FROM note")).rejects.toEqual(
      withCode('SECOND_STATEMENT'),
    );
    await expect(
      database.db.transaction((tx) => tx.run(sql.raw("INSERT INTO note (text) VALUES ('a'); SELECT 1"))),
    ).rejects.toEqual(withCode('SECOND_STATEMENT'));
    await database.client.executeMultiple("INSERT INTO note (text) VALUES ('a'); INSERT INTO note (text) VALUES ('b');");
    expect(await countNotes()).toBe(2);
    await expect(
      database.client.executeMultiple("INSERT INTO note (text) VALUES ('c'); INSERT INTO note (text) VALUES ('a')"),
    ).rejects.toThrow();
    expect(await countNotes()).toBe(2);
  });

  test('what was written is seen by the next read, also after an error on the reader', async () => {
    for (let index = 0; index < 50; index++) {
      await database.db.insert(note).values({ text: `n${index}` });
      if (index % 10 === 5) await expect(database.client.execute("SELECT text, json('{') FROM note")).rejects.toThrow();
      expect(await countNotes()).toBe(index + 1);
    }
  });

  test('an error on the reader does not touch the reads beside it', async () => {
    const reads = Array.from({ length: 40 }, (_, index) =>
      index % 4 === 0 ? database.client.execute('SELECT * FROM nowhere') : database.client.execute('SELECT value FROM counter'),
    );
    const results = await Promise.allSettled(reads);
    expect(results.map((result) => result.status)).toEqual(reads.map((_, index) => (index % 4 === 0 ? 'rejected' : 'fulfilled')));
    expect(results.every((result) => result.status === 'fulfilled' || hasCode(result.reason, 'SQLITE_ERROR'))).toBe(true);
  });

  test('many writes, transactions and reads at once', async () => {
    const { db } = database;
    const jobs = Array.from({ length: 120 }, async (_, index) => {
      if (index % 3 === 0) return db.insert(note).values({ text: `w${index}` });
      if (index % 3 === 1) {
        return db.transaction(async (tx) => {
          const [parent] = await tx
            .insert(note)
            .values({ text: `p${index}` })
            .returning();
          await macrotask();
          await tx.insert(note).values({ text: `c${index}`, parent: parent!.id });
        });
      }
      // Whole units only: a parent without its child would be a dirty read.
      const rows = await db.all<{ lone: number }>(
        sql`SELECT count(*) AS lone FROM note p WHERE p.text LIKE 'p%' AND NOT EXISTS (SELECT 1 FROM note c WHERE c.parent = p.id)`,
      );
      return expect(rows[0]?.lone).toBe(0);
    });
    await Promise.all(jobs);
    expect(await seenByOthers(file.path, 'SELECT count(*) FROM note')).toBe(120);
  });

  test('a checkpoint can be asked for', async () => {
    await database.db.insert(note).values({ text: 'a' });
    expect((await database.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')).rows[0]?.[0]).toBe(0);
  });
});

describe('transactions', () => {
  test('interleaved ones wait for each other: no deadlock, no lost update', async () => {
    const started = performance.now();
    await Promise.all(
      Array.from({ length: 25 }, () =>
        database.db.transaction(async (tx) => {
          const [row] = await tx.all<{ value: number }>(sql`SELECT value FROM counter`);
          await macrotask();
          await tx.run(sql`UPDATE counter SET value = ${row!.value + 1}`);
        }),
      ),
    );
    expect(await seenByOthers(file.path, 'SELECT value FROM counter')).toBe(25);
    // A deadlock would last until a busy timeout or the 5 s guard.
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test('a read inside sees its own writes, a read outside only what is committed', async () => {
    const [inserted, looked] = [gate(), gate()];
    const transaction = database.db.transaction(async (tx) => {
      await tx.insert(note).values({ text: 'a' });
      expect(await tx.select().from(note)).toHaveLength(1);
      inserted.open();
      await looked.passed;
    });
    await inserted.passed;
    expect(await countNotes()).toBe(0);
    looked.open();
    await transaction;
    expect(await countNotes()).toBe(1);
  });

  test('an error rolls back, and a nested one only its own part', async () => {
    await expect(
      database.db.transaction(async (tx) => {
        await tx.insert(note).values({ text: 'a' });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await database.db.transaction(async (tx) => {
      await tx.insert(note).values({ text: 'b' });
      const nested = tx.transaction(async (inner) => {
        await inner.insert(note).values({ text: 'c' });
        throw new Error('inner');
      });
      await expect(nested).rejects.toThrow('inner');
    });
    expect(await database.db.select({ text: note.text }).from(note)).toEqual([{ text: 'b' }]);
  });

  test('a unique violation that is caught leaves the transaction usable', async () => {
    await database.db.transaction(async (tx) => {
      await tx.insert(note).values({ text: 'a' });
      await expect(tx.insert(note).values({ text: 'a' })).rejects.toThrow();
      await tx.insert(note).values({ text: 'b' });
    });
    expect(await seenByOthers(file.path, 'SELECT count(*) FROM note')).toBe(2);
  });

  test('a foreign key that is violated at the commit is an error and no success', async () => {
    await database.client.execute('CREATE TABLE late (note INTEGER REFERENCES note DEFERRABLE INITIALLY DEFERRED)');
    await expect(database.db.transaction((tx) => tx.run(sql`INSERT INTO late VALUES (99)`))).rejects.toEqual(
      withCode('SQLITE_CONSTRAINT'),
    );
    await database.db.insert(note).values({ text: 'a' });
    expect(await seenByOthers(file.path, 'SELECT (SELECT count(*) FROM late) * 10 + (SELECT count(*) FROM note)')).toBe(1);
  });

  test('the outer db is refused inside, for reading, writing and beginning', async () => {
    const { db, client } = database;
    const refused = withCode('OUTER_DB_IN_TRANSACTION');
    await db.transaction(async (tx) => {
      await expect(db.select().from(note)).rejects.toEqual(refused);
      await expect(db.insert(note).values({ text: 'a' })).rejects.toEqual(refused);
      await expect(db.transaction(async () => undefined)).rejects.toEqual(refused);
      await expect(client.execute('SELECT 1')).rejects.toEqual(refused);
      await macrotask();
      await expect(db.batch([db.select().from(note)])).rejects.toEqual(refused);
      await tx.insert(note).values({ text: 'b' });
    });
    expect(await countNotes()).toBe(1);
  });

  test('what a transaction started and left behind may use the db afterwards', async () => {
    const over = gate();
    const later = await database.db.transaction(async (tx) => {
      await tx.insert(note).values({ text: 'a' });
      return { written: over.passed.then(() => database.db.insert(note).values({ text: 'b' })) };
    });
    over.open();
    await later.written;
    expect(await countNotes()).toBe(2);
  });

  test('one that is forgotten is rolled back, says so, and lets others in', async () => {
    const { db } = await reopen({ transactionMs: 60 });
    const [begun, othersDone] = [gate(), gate()];
    const forgotten = db.transaction(async (tx) => {
      await tx.insert(note).values({ text: 'forgotten' });
      begun.open();
      await othersDone.passed;
      await tx.insert(note).values({ text: 'too late' });
    });
    await begun.passed;
    await db.insert(note).values({ text: 'other' });
    othersDone.open();
    await expect(forgotten).rejects.toEqual(withCode('TRANSACTION_EXPIRED'));
    expect(await db.select({ text: note.text }).from(note)).toEqual([{ text: 'other' }]);
  });

  test('one that expires before its commit is no success', async () => {
    const { db } = await reopen({ transactionMs: 60 });
    const [begun, othersDone] = [gate(), gate()];
    const forgotten = db.transaction(async (tx) => {
      await tx.insert(note).values({ text: 'forgotten' });
      begun.open();
      await othersDone.passed;
    });
    await begun.passed;
    await db.insert(note).values({ text: 'other' });
    othersDone.open();
    await expect(forgotten).rejects.toEqual(withCode('TRANSACTION_EXPIRED'));
    expect(await seenByOthers(file.path, 'SELECT count(*) FROM note')).toBe(1);
  });
});
