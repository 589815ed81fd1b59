import { createClient } from '@libsql/client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasCode } from '#src/db/errors.ts';
import { hasSecondStatement, statementKind } from '#src/db/statement-kind.ts';
import { makeDatabase } from '#tests/db/support.ts';

describe('where a statement goes', () => {
  test.each([
    ['read', 'select 1'],
    ['read', '  SELECT * from t'],
    ['read', '-- delete from t\nselect 1'],
    ['read', '/* insert */ values (1)'],
    ['read', 'explain query plan delete from t'],
    ['read', 'with a as (select 1) select * from a'],
    ['read', 'with recursive "insert" (n) as (values (1) union all select n + 1 from "insert") select * from "insert"'],
    ['read', 'pragma foreign_keys'],
    ['read', 'PRAGMA main.table_info(t)'],
    ['read', 'pragma integrity_check(3);'],
    ['read', 'pragma journal_mode;'],
    ['write', 'insert into t values (1) returning id'],
    ['write', 'with a as (select 1) insert into t select * from a'],
    ['write', "with a as (select ')' as x) update t set a = 1"],
    ['write', 'with a as (select 1), b as (select 2) /* select */ delete from t'],
    ['write', 'replace into t values (1)'],
    ['write', 'create table t (a)'],
    ['write', 'pragma user_version = 3'],
    ['write', 'pragma optimize'],
    ['write', 'no statement at all'],
    ['checkpoint', 'pragma wal_checkpoint(truncate)'],
    ['refused', 'pragma foreign_keys = off'],
    ['refused', 'pragma synchronous(0)'],
    ['refused', 'pragma main.journal_mode = delete'],
    ['refused', '/* x */ begin'],
    ['refused', 'commit'],
    ['refused', 'rollback to savepoint sp1'],
    ['refused', "attach 'x.db' as x"],
    ['refused', "vacuum into 'x.db'"],
    ['refused', '  -- nothing'],
  ])('%s: %s', (kind, sql) => expect(statementKind(sql)).toBe(kind));
});

test.each([
  [true, 'insert into t values (1); delete from t'],
  [true, "insert into t values (';'); -- and\n delete from t"],
  [true, 'create table t (a); create trigger x'],
  [false, "insert into t values ('a; b');"],
  [false, 'insert into t values (1); -- done; really\n ;'],
  [false, 'create temp trigger x after insert on t begin delete from t; select 1; end;'],
  [false, 'select 1'],
])('second statement %s: %s', (expected, sql) => expect(hasSecondStatement(sql)).toBe(expected));

// SQLite itself is the judge: on a query-only connection it refuses whatever would write.
test('is never milder than SQLite', async () => {
  const { url } = await makeDatabase('CREATE TABLE t (a)', 'CREATE TABLE "select" (a)');
  const client = createClient({ url, concurrency: 1 });
  await client.execute('PRAGMA query_only=ON');
  const gap = fc.constantFrom(
    ' ',
    '\n',
    '\t ',
    ' -- delete from t;\n',
    ' /* insert into t values (1); */ ',
    ' /* it\'s "open */ ',
  );
  const cte = fc.constantFrom(
    'a as (select 1)',
    '"delete" as (values (1))',
    "a(x) as (select ')' || 'insert')",
    '[update] as (select (1))',
    '`replace` as not materialized (select 1)',
  );
  const verb = fc.constantFrom(
    'select 1',
    'values (2)',
    'select * from "select"',
    'select \'insert into t\' as "delete from"',
    'insert into t values (1)',
    'replace into t values (1)',
    'insert into "select" select 1 returning a',
    'update t set a = (select 1)',
    'delete from "select"',
  );
  const upper = fc.boolean();
  const statement = fc.tuple(gap, fc.option(cte), gap, verb, gap, upper).map(([before, common, middle, main, after, shout]) => {
    const text = (common === null ? '' : `with${middle}${common}${middle}`) + main;
    return before + (shout ? text.toUpperCase() : text) + after;
  });
  await fc.assert(
    fc.asyncProperty(statement, async (sql) => {
      const error: unknown = await client.execute(sql).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error !== undefined && !hasCode(error, 'SQLITE_READONLY')) throw error;
      expect(statementKind(sql)).toBe(error === undefined ? 'read' : 'write');
      expect(hasSecondStatement(sql)).toBe(false);
    }),
    { numRuns: 500 },
  );
  client.close();
});

test('takes any text without failing or hanging', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      statementKind(text);
      hasSecondStatement(text);
      // Whatever stands in quotes changes nothing.
      expect(statementKind(`update t set a = '${text.replaceAll("'", "''")}'`)).toBe('write');
      expect(hasSecondStatement(`update t set a = '${text.replaceAll("'", "''")}'`)).toBe(false);
    }),
  );
});
