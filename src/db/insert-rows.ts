import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';

/**
 * Inserts many rows with one value for them all: the statement stays as short as for one row, and building it costs nothing.
 * For thousands of rows in one transaction; a few go with `insert`.
 */
export async function insertRows<T extends SQLiteTable>(
  db: Queryable,
  table: T,
  rows: readonly T['$inferInsert'][],
  options: { skipKnown?: boolean } = {},
): Promise<void> {
  if (rows.length === 0) return;
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => used.has(name));
  const values = rows.map((row) =>
    columns.map(([name, column]) => {
      const value = (row as Record<string, unknown>)[name] ?? null;
      return value === null ? null : column.mapToDriverValue(value);
    }),
  );
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const picked = sql.join(
    columns.map((_, index) => sql.raw(`value->>${index}`)),
    sql`, `,
  );
  // Without "where" SQLite takes "on conflict" for a join.
  const known: SQL = options.skipKnown ? sql` on conflict do nothing` : sql``;
  await db.run(
    sql`insert into ${table} (${names}) select ${picked} from json_each(${JSON.stringify(values)}) where true${known}`,
  );
}
