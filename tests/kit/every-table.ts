/** One row about a person in every table that holds one, made from the schema: a new table is in it by itself. */
import { getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { personalRules } from '#src/db/personal-data.ts';
import { personalTables } from '#src/db/queries/personal.ts';
import * as schema from '#src/db/schema/index.ts';
import type { House, TestPerson } from './house.ts';

const tables = new Map(
  Object.values(schema)
    .filter((value) => is(value, SQLiteTable))
    .map((table) => [getTableConfig(table).name, table as SQLiteTable]),
);

/** Stands in every text of a row about the person, followed by table and column. */
export const trace = 'spoor-van-iemand';

/** Values that a column can't make up from its type alone. */
const special: Record<string, (who: TestPerson) => unknown> = {
  'outbox.payload': (who) => ({ kind: 'certificateEarned', to: who.email, values: { name: who.name } }),
  'attempt.questions': () => [{ id: 'q1', text: trace }],
  'job_run.period': (who) => `2027-02-10 ${who.personId}`,
  'audit_event.entity': () => 'person',
  'audit_event.entity_id': (who) => who.personId,
  'audit_event.kind': () => 'signIn',
  'certificate.facts': () => ({ courseTitle: 'Cursus', groupName: 'Groep' }),
  'certificate_name.name': (who) => who.name,
  'organisation.kind': () => 'library',
  'learning_group.kind': () => 'normal',
};

/** Left empty: what means that a row no longer counts, and a second way to the same thing. */
const empty =
  /^(withdrawn_at|undone_at|done_at|left_at|until|ended_at|erased_at|deactivated_at|merged_into_id|cancelled_at|third_id)$/;

/** The person is there already, with an account. Answers what was put in, by table. */
export async function fillEveryTable(house: House, who: TestPerson, other: TestPerson) {
  const known = new Map<string, Record<string, unknown>>([
    ['person', { id: who.personId }],
    ['account', { id: who.accountId }],
  ]);
  for (const { name } of [...personalTables].reverse()) {
    await put(house, name, who, other, known);
  }
  return { tables: [...known.keys()].filter((name) => personalRules[name]), rows: known };
}

async function put(
  house: House,
  name: string,
  who: TestPerson,
  other: TestPerson,
  known: Map<string, Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const there = known.get(name);
  if (there) return there;
  const table = tables.get(name) as SQLiteTable;
  const rule = personalRules[name];
  const values: Record<string, unknown> = {};
  const stored: Record<string, unknown> = {};
  const points = new Map(
    getTableConfig(table).foreignKeys.map((key) => {
      const { columns, foreignTable, foreignColumns } = key.reference();
      return [columns[0]?.name, { name: getTableConfig(foreignTable).name, column: foreignColumns[0]?.name ?? 'id' }] as const;
    }),
  );
  // Two columns of a row that are both of people: the second is of someone else, so that a row is not only about one.
  let mine = 0;
  for (const [key, column] of Object.entries(getTableColumns(table)) as [string, SQLiteColumn][]) {
    const to = points.get(column.name);
    let value: unknown;
    if (to?.name === 'person') {
      const isTheirs = rule?.of.includes(column.name) ?? false;
      value = !isTheirs || mine++ === 0 || name === 'audit_event' ? who.personId : other.personId;
      if (empty.test(column.name)) value = undefined;
    } else if (to?.name === name) value = undefined;
    else if (to) value = (await put(house, to.name, who, other, known))[to.column];
    else value = special[`${name}.${column.name}`]?.(who) ?? made(name, column);
    if (value === undefined) continue;
    values[key] = value;
    stored[column.name] = value;
  }
  const [row] = (await house.db
    .insert(table)
    .values(values as never)
    .returning()) as Record<string, unknown>[];
  for (const [key, column] of Object.entries(getTableColumns(table))) stored[column.name] = row?.[key];
  known.set(name, stored);
  return stored;
}

function made(table: string, column: SQLiteColumn): unknown {
  if (empty.test(column.name) || column.name === 'seq')
    return column.notNull && column.name === 'seq' && !column.primary ? 1 : undefined;
  if (column.enumValues?.length) return column.enumValues[0];
  switch (column.columnType) {
    case 'SQLiteTimestamp':
      return new Date('2027-02-09T14:35:00Z');
    case 'SQLiteBoolean':
      return true;
    case 'SQLiteInteger':
    case 'SQLiteReal':
      return 1;
    case 'SQLiteTextJson':
      return { tekst: `${trace} ${table} ${column.name}` };
    default:
      return `${trace} ${table} ${column.name}`;
  }
}

/** Every row of every table, as text: to look for what should be gone. */
export async function everythingIn(house: House): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const [name, table] of tables)
    found.set(
      name,
      (await house.db.select().from(table)).map((row) => JSON.stringify(row)),
    );
  return found;
}
