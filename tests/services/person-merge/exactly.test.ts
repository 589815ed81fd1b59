/** Joining and taking back on any database at all: rows of every table that names a person, made from the schema. */
import { sql, getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as schema from '#src/db/schema/index.ts';
import { personTables, references } from '#src/db/queries/person-links.ts';
import { mergePeople } from '#src/services/person-merge/merge.ts';
import { undoMerge } from '#src/services/person-merge/undo.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

const tables = (Object.values(schema) as unknown[]).filter((value): value is SQLiteTable => is(value, SQLiteTable));
const nameOf = (table: SQLiteTable) => getTableConfig(table).name;

/** Not made up here: people and accounts are the test's own, and nothing may be earned by chance. */
const own = new Set(['person', 'account', 'session', 'one_time_link', 'audit_event', 'person_merge', 'erasure_request']);
const skipped = new Set([...own, 'sign_in_failure', 'installation', 'job_run', 'group_rule_item', 'poll_vote']);

/** Parents before children. */
function inOrder(): SQLiteTable[] {
  const done: SQLiteTable[] = [];
  const left = tables.filter((table) => !skipped.has(nameOf(table)));
  while (left.length > 0) {
    const ready = left.findIndex((table) =>
      references
        .filter((r) => r.table === nameOf(table) && r.to !== r.table)
        .every((r) => own.has(r.to) || done.some((d) => nameOf(d) === r.to)),
    );
    if (ready < 0) throw new Error('tables point at each other');
    done.push(...left.splice(ready, 1));
  }
  return done;
}

function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, pick: <T>(list: readonly T[]): T | undefined => list[below(list.length)] };
}

async function fill(house: House, seed: number, people: readonly string[]) {
  const { below, pick } = dice(seed);
  let nr = 0;
  for (const table of inOrder()) {
    const name = nameOf(table);
    const columns = Object.values(getTableColumns(table)) as SQLiteColumn[];
    const parents = new Map<string, unknown[]>();
    for (const r of references.filter((r) => r.table === name && r.to !== 'person')) {
      const rows = await house.db.all<{ v: unknown }>(
        sql`select ${sql.identifier(r.toColumn)} as v from ${sql.identifier(r.to)}`,
      );
      parents.set(
        r.column,
        rows.map((row) => row.v),
      );
    }
    const toPeople = new Set(references.filter((r) => r.table === name && r.to === 'person').map((r) => r.column));
    const value = (column: SQLiteColumn): unknown => {
      const may = (some: unknown) => (!column.notNull && !column.primary && below(3) === 0 ? null : (some ?? null));
      if (toPeople.has(column.name)) return may(pick(people));
      if (parents.has(column.name)) return may(pick(parents.get(column.name) ?? []));
      if (column.name === 'seq' && column.primary) return undefined;
      if (column.columnType === 'SQLiteTextJson') return may(name === 'outbox' ? '{"kind":"x","to":"y","values":{}}' : '{}');
      if (column.enumValues?.length) return may(pick(column.enumValues));
      if (column.name === 'id' || column.primary) return `${name}-${nr}`;
      if (column.columnType === 'SQLiteTimestamp') return may(1_700_000_000_000 + below(5) * 86_400_000);
      if (column.dataType === 'boolean') return may(below(2));
      if (column.dataType === 'number') return may(1 + below(2));
      return may(/code|uid|token|key|message/.test(column.name) ? `${column.name}-${nr}` : `t${below(2)}`);
    };
    for (let i = below(name === 'organisation' ? 3 : 7) + (name === 'organisation' ? 1 : 0); i > 0; i--) {
      nr++;
      const given = columns.map((column) => [column.name, value(column)] as const).filter(([, v]) => v !== undefined);
      // What may be there once and is there already, or wants a parent that isn't there, is left out.
      await house.db.run(
        sql`insert or ignore into ${sql.identifier(name)} (${sql.join(
          given.map(([column]) => sql.identifier(column)),
          sql`, `,
        )}) values (${sql.join(
          given.map(([, v]) => sql`${v}`),
          sql`, `,
        )})`,
      );
    }
  }
}

/** As services/buddy/arrange.ts sees to: nobody is the third of one pair and in another of the same group. */
const onePairEach = (house: House) =>
  house.db.run(sql`update buddy_pair set until = 1700000000000 where until is null and exists (
    select 1 from buddy_pair o where o.group_id = buddy_pair.group_id and o.id <> buddy_pair.id and o.until is null
      and buddy_pair.third_id in (o.first_id, o.second_id, o.third_id))`);

async function dump(house: House, without: readonly string[] = []) {
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    const name = nameOf(table);
    if (without.includes(name)) continue;
    const rows = await house.db.all<Record<string, unknown>>(sql`select * from ${table}`);
    all[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}

const aside = ['audit_event', 'person_merge'];

test('joining leaves nothing behind, and taking it back gives the very same database', { timeout: 240_000 }, async () => {
  let doubles = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.constantFrom('kept', 'gone'), async (seed, login) => {
      const house = await openTestHouse();
      try {
        const admin = await house.person({ role: 'administrator' });
        const [kept, gone, other] = [await house.person(), await house.person(), await house.person()];
        await fill(house, seed, [kept.personId, gone.personId, other.personId]);
        await onePairEach(house);
        await house.db.insert(schema.oneTimeLink).values({
          tokenHash: 'h',
          purpose: 'signIn',
          accountId: gone.accountId,
          usesLeft: 1,
          expiresAt: house.now,
          createdAt: house.now,
        });
        const before = await dump(house, aside);
        const ctx = await house.ctx(admin);
        await mergePeople(ctx, { keptId: kept.personId, goneId: gone.personId, login });
        for (const { table, columns } of personTables)
          for (const column of columns) {
            const left = await house.db.all(sql`select * from ${table} where ${sql.identifier(column)} = ${gone.personId}`);
            expect(left, `${nameOf(table)}.${column}`).toEqual([]);
          }
        const between = await dump(house, aside);
        for (const name of Object.keys(before))
          doubles += Math.max(0, (before[name]?.length ?? 0) - (between[name]?.length ?? 0));
        expect(await house.db.all(sql`pragma foreign_key_check`)).toEqual([]);
        const merge = await house.db.query.personMerge.findFirst();
        await undoMerge(ctx, merge?.id ?? '');
        const after = await dump(house, aside);
        // The mail that told of it can't be called back.
        after['outbox'] = (after['outbox'] ?? []).filter((row) => !row.includes('accountsMerged'));
        expect(after).toEqual(before);
      } finally {
        await house.close();
      }
    }),
    { numRuns: 15 },
  );
  // The worlds were full enough to say something.
  expect(doubles).toBeGreaterThan(20);
});
