/**
 * How the database finds what a statement asks. After each test in a browser every statement of the server is looked at (all
 * pages as every role, all actions, the nights), so that nothing reads a whole table that grows with the number of people,
 * unless that is said here with its reason.
 */
import { createClient } from '@libsql/client';
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from '#src/db/schema/index.ts';

/** Tables that don't grow with the number of people. */
export const smallTables: ReadonlySet<string> = new Set([
  // With the number of libraries: some hundreds.
  'organisation',
  'branch',
  'pilot',
  'pilot_library',
  // A few rows.
  'installation',
  'course_release',
]);

export const tableNames: readonly string[] = Object.values(schema).flatMap((value) =>
  is(value, SQLiteTable) ? [getTableName(value)] : [],
);
const growing = new Set(tableNames.filter((name) => !smallTables.has(name)));

export interface Allowed {
  table: string;
  /** A part of the statement by which it is known. */
  with: RegExp;
  why: string;
}

export const allowed: readonly Allowed[] = [];

const plans = new Map<string, Promise<string[]>>();

/** Statements that read all of a growing table, each as one line; the plan follows from the schema, so each is asked once. */
export async function fullScans(url: string, statements: Iterable<string>): Promise<string[]> {
  const client = createClient({ url });
  try {
    const found: string[] = [];
    for (const sql of statements) {
      if (!/^\s*(?:select|with|update|delete|insert|replace)\b/i.test(sql)) continue;
      const known = plans.get(sql) ?? scansOf(client, sql);
      plans.set(sql, known);
      found.push(...(await known));
    }
    return found;
  } finally {
    client.close();
  }
}

async function scansOf(client: ReturnType<typeof createClient>, sql: string): Promise<string[]> {
  const { rows } = await client.execute(`explain query plan ${sql}`);
  const names = aliases(sql);
  return rows.flatMap(({ detail }) => {
    const [, called = ''] = /^SCAN (\w+)/.exec(String(detail)) ?? [];
    const table = names.get(called) ?? called;
    // Of an insert the plan also has what SQLite would look at if a foreign key had been broken before, which can't be.
    if (/^\s*insert/i.test(sql) && !sql.includes(`"${table}"`)) return [];
    if (!growing.has(table) || allowed.some((a) => a.table === table && a.with.test(sql))) return [];
    return [`${String(detail)} [${table}]: ${sql}`];
  });
}

/** What a table is called in this statement → its name. */
function aliases(sql: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, table = '', alias = ''] of sql.matchAll(
    /(?:from|join|update|into|,)\s+["`]?(\w+)["`]?\s+(?:as\s+)?["`]?(\w+)["`]?/gi,
  ))
    if (tableNames.includes(table) && !tableNames.includes(alias)) names.set(alias, table);
  return names;
}
