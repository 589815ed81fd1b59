/** Rows about someone, of any table, by the rules of src/db/personal-data.ts. */
import { and, desc, eq, getTableColumns, gt, inArray, is, like, or, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import { personalRules, type PersonalRule } from '#src/db/personal-data.ts';
import * as schema from '#src/db/schema/index.ts';
import type { AttemptQuestion } from '#src/domain/quiz.ts';

export interface PersonalTable {
  name: string;
  table: SQLiteTable;
  rule: PersonalRule;
  /** By their name in the database. */
  columns: ReadonlyMap<string, SQLiteColumn>;
  /** Column → the table it points at. */
  points: ReadonlyMap<string, { name: string; column: SQLiteColumn }>;
}

/** Every table with a rule. Whoever points at another comes before it, so that rows can go in this order. */
export const personalTables: readonly PersonalTable[] = inOrder(
  Object.values(schema)
    .filter((value) => is(value, SQLiteTable))
    .flatMap((table) => {
      const { name, foreignKeys } = getTableConfig(table);
      const rule = personalRules[name];
      if (!rule) return [];
      const points = new Map<string, { name: string; column: SQLiteColumn }>();
      for (const key of foreignKeys) {
        const { columns, foreignTable, foreignColumns } = key.reference();
        if (columns[0] && foreignColumns[0])
          points.set(columns[0].name, { name: getTableConfig(foreignTable).name, column: foreignColumns[0] });
      }
      const columns = new Map(Object.values(getTableColumns(table)).map((column) => [column.name, column as SQLiteColumn]));
      return [{ name, table, rule, columns, points }];
    }),
);

const byTable = new Map(personalTables.map((found) => [found.name, found]));

function inOrder(tables: PersonalTable[]): PersonalTable[] {
  const left = new Map(tables.map((found) => [found.name, found]));
  const ordered: PersonalTable[] = [];
  const pointedAt = (name: string) =>
    [...left.values()].some((other) => other.name !== name && [...other.points.values()].some((to) => to.name === name));
  while (left.size > 0) {
    const free = [...left.values()].filter(({ name }) => !pointedAt(name));
    if (free.length === 0) throw new Error(`tables point at each other: ${[...left.keys()].join(', ')}`);
    for (const found of free) left.delete(found.name);
    ordered.push(...free);
  }
  return ordered;
}

/** By which this column of the row is these people's: straight, or through the row it points at. */
export function isOf(db: Queryable, found: PersonalTable, column: string, personIds: readonly string[]): SQL | undefined {
  const own = found.columns.get(column);
  if (!own) throw new Error(`${found.name} has no ${column}`);
  if (found.name === 'person') return inArray(own, [...personIds]);
  const to = found.points.get(column);
  if (to?.name === 'person') return inArray(own, [...personIds]);
  const through = to && byTable.get(to.name);
  if (through)
    return inArray(
      own,
      db
        .select({ key: to.column })
        .from(through.table)
        .where(ofPeople(db, through, personIds)),
    );
  // Of a run of the night the number stands in its period.
  return or(...personIds.map((id) => like(own, `% ${id}`)));
}

export const ofPeople = (db: Queryable, found: PersonalTable, personIds: readonly string[]): SQL =>
  or(...found.rule.of.map((column) => isOf(db, found, column, personIds))) ?? sql`false`;

/** Columns that point at a person and don't make the row theirs: who recorded it. */
export const recorders = ({ points, rule }: PersonalTable): string[] =>
  [...points].filter(([column, to]) => to.name === 'person' && !rule.of.includes(column)).map(([column]) => column);

/** What a copy has of a table, by column. */
export const shownColumns = (found: PersonalTable): string[] =>
  found.rule.shown ? [...found.columns.keys()].filter((column) => !found.rule.never?.includes(column)) : [];

export type PersonalRow = Record<string, unknown>;

/** What may be told of a column that holds more than that. */
const told: Record<string, (value: unknown, row: PersonalRow) => unknown> = {
  // With its answers, so not before it is handed in.
  'attempt.questions': (value, row) =>
    row['submitted_at'] === null ? null : (value as AttemptQuestion[]).map(({ id, text }) => ({ id, text })),
  // What it said may hold a link that lets people in.
  'outbox.payload': (value) => {
    const { kind, to } = value as { kind: string; to: string };
    return { kind, to };
  },
  'job_run.period': (value) => String(value).replace(/ ?\S+$/, ''),
};

function selection(found: PersonalTable): Record<string, SQLiteColumn> {
  return Object.fromEntries(shownColumns(found).flatMap((name) => [[name, found.columns.get(name) as SQLiteColumn]]));
}

function tell(found: PersonalTable, row: PersonalRow): PersonalRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const say = value === null ? undefined : told[`${found.name}.${column}`];
      return [column, say ? say(value, row) : value];
    }),
  );
}

/** The newest rows first, one more than asked for when there are more. */
export async function listPersonal(
  db: Queryable,
  found: PersonalTable,
  personIds: readonly string[],
  page: { limit: number; offset: number },
): Promise<PersonalRow[]> {
  const rows = await db
    .select(selection(found))
    .from(found.table)
    .where(ofPeople(db, found, personIds))
    .orderBy(desc(sql`rowid`))
    .limit(page.limit)
    .offset(page.offset);
  return rows.map((row) => tell(found, row));
}

/** The next rows in the order of the file: for a copy of everything, however much it is. */
export async function nextPersonal(
  db: Queryable,
  found: PersonalTable,
  personIds: readonly string[],
  page: { after: number; limit: number },
): Promise<{ rows: PersonalRow[]; last: number | null }> {
  const rows = await db
    .select({ ...selection(found), rowid: sql<number>`rowid` })
    .from(found.table)
    .where(and(ofPeople(db, found, personIds), gt(sql`rowid`, page.after)))
    .orderBy(sql`rowid`)
    .limit(page.limit);
  return {
    rows: rows.map(({ rowid: _, ...row }) => tell(found, row)),
    last: rows.length < page.limit ? null : Number(rows.at(-1)?.rowid),
  };
}

export async function countPersonal(db: Queryable, found: PersonalTable, personIds: readonly string[]): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)` })
    .from(found.table)
    .where(ofPeople(db, found, personIds));
  return row?.n ?? 0;
}

/** This person, and whoever turned out to be the same: by the index on merges, since people are many. */
export async function listSamePerson(db: Queryable, personId: string): Promise<string[]> {
  const ids = [personId];
  for (let at = 0; at < ids.length; at++) {
    const merged = await db
      .selectDistinct({ id: schema.person.id })
      .from(schema.personMerge)
      .innerJoin(schema.person, eq(schema.person.id, schema.personMerge.goneId))
      .where(and(eq(schema.personMerge.keptId, ids[at] as string), eq(schema.person.mergedIntoId, schema.personMerge.keptId)));
    ids.push(...merged.map(({ id }) => id).filter((id) => !ids.includes(id)));
  }
  return ids;
}

/** Names of the things that rows point at, by table and id. What has no name of its own goes by its day. */
const named: Record<string, { table: SQLiteTable; key: SQLiteColumn; name: SQLiteColumn }> = {
  organisation: { table: schema.organisation, key: schema.organisation.id, name: schema.organisation.name },
  branch: { table: schema.branch, key: schema.branch.id, name: schema.branch.name },
  learning_group: { table: schema.learningGroup, key: schema.learningGroup.id, name: schema.learningGroup.name },
  meeting: { table: schema.meeting, key: schema.meeting.id, name: schema.meeting.title },
  moment: { table: schema.moment, key: schema.moment.id, name: schema.moment.startsAt },
  live_poll: { table: schema.livePoll, key: schema.livePoll.id, name: schema.livePoll.question },
  date_poll_option: { table: schema.datePollOption, key: schema.datePollOption.id, name: schema.datePollOption.startsAt },
};

export async function listNames(db: Queryable, name: string, ids: readonly string[]): Promise<Map<string, string | Date>> {
  const what = named[name];
  if (!what || ids.length === 0) return new Map();
  const rows = await db
    .select({ key: what.key, name: what.name })
    .from(what.table)
    .where(inArray(what.key, [...ids]));
  return new Map(rows.map((row) => [String(row.key), row.name as string | Date]));
}

/** The roles that these people hold or held, each once. */
export async function listRolesOf(db: Queryable, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return db
    .selectDistinct({ personId: schema.employment.personId, role: schema.employment.role })
    .from(schema.employment)
    .where(inArray(schema.employment.personId, [...personIds]));
}
