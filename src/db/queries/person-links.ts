/**
 * Every column that points at a person, read from the schema itself: a table that is added later comes along when two accounts
 * are joined, without anybody thinking of it. What must not come along is named here, with why.
 */
import { getTableColumns, is } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { getTableConfig, SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from '#src/db/schema/index.ts';

export interface PersonTable {
  name: string;
  table: SQLiteTable;
  /** Columns of the primary key. */
  keys: string[];
  /** Columns that point at a person, and go along. */
  columns: string[];
  /** What may be there once; `where` for a part of the rows. */
  unique: { columns: string[]; where: SQL | null }[];
}

/** A column of one table that points at a row of another. */
export interface Reference {
  table: string;
  keys: string[];
  column: string;
  to: string;
  toColumn: string;
  nullable: boolean;
}

/** Columns that stay with the account that goes, and why. */
export const staysBehind: Readonly<Record<string, string>> = {
  'person.merged_into_id': 'Wie eerder in dit account opging, wordt gevonden via dit account.',
  'account.person_id': 'Een mens heeft één account; welk e-mailadres blijft, wordt gekozen.',
  'person_merge.kept_id': 'Zo ging het toen.',
  'person_merge.gone_id': 'Zo ging het toen.',
  'person_merge.by_id': 'Zo ging het toen.',
  'erasure_request.person_id': 'Wie gewist wil worden, wordt niet samengevoegd zolang dat openstaat.',
  'audit_event.actor_id': 'Het logboek zegt wie het toen was.',
  'audit_event.subject_id': 'Het logboek zegt wie het toen was.',
};

const tables = (Object.values(schema) as unknown[]).filter((value): value is SQLiteTable => is(value, SQLiteTable));

const keysOf = (table: SQLiteTable): string[] => {
  const { primaryKeys } = getTableConfig(table);
  const several = primaryKeys[0]?.columns.map((column) => column.name);
  return (
    several ??
    Object.values(getTableColumns(table))
      .filter((column) => column.primary)
      .map((column) => column.name)
  );
};

const referencesOf = (table: SQLiteTable): Reference[] =>
  getTableConfig(table).foreignKeys.flatMap((key) => {
    const { columns, foreignColumns, foreignTable } = key.reference();
    const [column, toColumn] = [columns[0], foreignColumns[0]];
    if (!column || !toColumn) return [];
    return {
      table: getTableConfig(table).name,
      keys: keysOf(table),
      column: column.name,
      to: getTableConfig(foreignTable).name,
      toColumn: toColumn.name,
      nullable: !column.notNull && !column.primary,
    };
  });

/** Everything that points at anything. */
export const references: readonly Reference[] = tables.flatMap(referencesOf);

function uniqueOf(table: SQLiteTable): PersonTable['unique'] {
  const { indexes, columns } = getTableConfig(table);
  return [
    { columns: keysOf(table), where: null },
    ...columns.filter((column) => column.isUnique).map((column) => ({ columns: [column.name], where: null })),
    ...indexes
      .filter((index) => index.config.unique)
      .map(({ config }) => ({
        columns: config.columns.flatMap((column) => (is(column, SQLiteColumn) ? column.name : [])),
        where: config.where ?? null,
      })),
  ];
}

export const personTables: readonly PersonTable[] = tables.flatMap((table) => {
  const { name } = getTableConfig(table);
  const columns = references
    .filter((r) => r.table === name && r.to === 'person' && !(`${name}.${r.column}` in staysBehind))
    .map((r) => r.column);
  if (columns.length === 0) return [];
  const unique = uniqueOf(table).filter((u) => u.columns.some((column) => columns.includes(column)));
  return { name, table, keys: keysOf(table), columns, unique };
});
