/**
 * No statement reads a whole table that grows with people. The walk over all pages and actions as every role looks at
 * all that the server asked (tests/browser/rights.spec.ts); here is that this finds what it must, and that what is let through is there for a reason.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '#tests/kit/base-file.ts';
import { allowed, fullScans, smallTables, tableNames } from '#tests/kit/query-plans.ts';

let file: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => void (file = await freshDatabase()));
afterAll(() => file.remove());

const scans = (statement: string) => fullScans(file.url, [statement]);

test('a search through all people is found, by whatever name the table goes', async () => {
  expect(await scans(`select id from person where name like ?`)).toHaveLength(1);
  expect(
    await scans(`select "who"."id" from "membership" inner join "person" "who" on "who"."name" = "membership"."id"`),
  ).not.toEqual([]);
});

test('an index that is read from begin to end is no better', async () => {
  const found = await scans('select count(person_id) from attendance_mark');
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('COVERING INDEX');
});

test('writes are looked at too', async () => {
  expect(await scans(`update attempt set score = ? where passed = ?`)).toHaveLength(1);
  expect(await scans(`delete from outbox where message_id = ?`)).toHaveLength(1);
});

test('what goes by an index, or through a table of some hundreds, is let through', async () => {
  expect(await scans('select id from lesson_completion where person_id = ?')).toEqual([]);
  expect(await scans('select id from organisation where name like ?')).toEqual([]);
  expect(await scans('select value from json_each(?)')).toEqual([]);
});

test('what is named as small or let through is a table, and has a reason', () => {
  for (const name of smallTables) expect(tableNames).toContain(name);
  for (const { tables, why } of allowed) {
    if (tables !== 'any') for (const table of tables) expect(tableNames).toContain(table);
    expect(why.length).toBeGreaterThan(20);
  }
});
