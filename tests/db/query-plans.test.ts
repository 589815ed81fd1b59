/**
 * No statement reads a whole table that grows with people. The walk over all pages and actions as every role looks at
 * all that the server asked (tests/browser/rights.spec.ts); here is that this finds what it must, and that what is let through is there for a reason.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#src/db/client.ts';
import { auditPage, countAudit } from '#src/db/queries/audit.ts';
import { erasePersonRows } from '#src/db/queries/erase.ts';
import { personTables } from '#src/db/queries/person-links.ts';
import { readMergeTable } from '#src/db/queries/person-merge.ts';
import { countPersonal, listPersonal, nextPersonal, personalTables, shownColumns } from '#src/db/queries/personal.ts';
import type { Pair } from '#src/domain/person-merge.ts';
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

test('what erasing, joining and copying ask of every table is let through, and nothing that only looks like it', async () => {
  const asked = new Set<string>();
  const { db, close } = await openDatabase({ url: file.url, onStatement: (sql) => asked.add(sql) });
  await db.transaction((tx) =>
    erasePersonRows(tx, { personIds: ['a', 'b'], facelessId: 'nobody', keepsCertificates: false, now: new Date() }),
  );
  for (const table of personalTables.filter((found) => shownColumns(found).length > 0)) {
    await nextPersonal(db, table, ['a'], { after: 0, limit: 5 });
    await listPersonal(db, table, ['a'], { limit: 5, offset: 0 });
    await countPersonal(db, table, ['a']);
  }
  for (const table of personTables) await readMergeTable(db, table, { keptId: 'a', goneId: 'b' } as Pair);
  await close();
  expect(asked.size).toBeGreaterThan(200);
  expect(await fullScans(file.url, asked)).toEqual([]);

  expect(await scans(`select "id" from "referral" where "referral"."by_id" = ? order by "id" limit ?`)).toHaveLength(1);
  expect(await scans(`select count(*) from "referral" where "referral"."review_by" in (?)`)).toHaveLength(1);
  expect(await scans(`update "referral" set "by_id" = null where "referral"."review_by" = ?`)).toHaveLength(1);
  expect(await scans(`delete from "agreement" where "agreement"."done_by_id" in (?) and "agreement"."due" = ?`)).toHaveLength(1);
});

test('the log is read along its index, or it is found', async () => {
  const asked = new Set<string>();
  const { db, close } = await openDatabase({ url: file.url, onStatement: (sql) => asked.add(sql) });
  const all = { page: 3, since: null, personIds: null };
  for (const query of [all, { ...all, kind: 'denied' }, { ...all, organisationId: 'a' }, { ...all, personIds: ['a', 'b'] }]) {
    await auditPage(db, query);
    await countAudit(db, query);
  }
  await close();
  expect(await fullScans(file.url, asked)).toEqual([]);
  expect(await scans(`select "id" from "audit_event" where "audit_event"."detail" = ? limit ?`)).toHaveLength(1);
  expect(await scans(`select "id" from "audit_event" order by "audit_event"."entity_id" limit ?`)).toHaveLength(1);
});

test('what is named as small or let through is a table, and has a reason', () => {
  for (const name of smallTables) expect(tableNames).toContain(name);
  for (const { tables, why } of allowed) {
    if (tables !== 'any') for (const table of tables) expect(tableNames).toContain(table);
    expect(why.length).toBeGreaterThan(20);
  }
});
