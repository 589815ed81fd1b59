/**
 * How the database finds what a statement asks. After the walk over all pages and actions as every role (rights.spec.ts) every
 * statement of the server is looked at, those of its night too, so that nothing reads a whole table that grows with the number of people,
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
  tables: readonly string[] | 'any';
  /** A part of the statement by which it is known. */
  with: RegExp;
  why: string;
}

export const allowed: readonly Allowed[] = [
  {
    tables: [
      'draft',
      'session',
      'outbox',
      'people_import',
      'one_time_link',
      'job_run',
      'person_merge',
      'audit_event',
      'sign_in_failure',
    ],
    with: /^(?:delete|update) .* limit \?\) returning/,
    why: 'What is past its term goes once a night, so many rows at a time.',
  },
  {
    tables: [
      'draft',
      'session',
      'outbox',
      'people_import',
      'one_time_link',
      'job_run',
      'person_merge',
      'audit_event',
      'sign_in_failure',
    ],
    with: /^select count\(\*\) from "\w+" where/,
    why: 'What tonight clears is counted on one page of the administrator.',
  },
  {
    tables: 'any',
    with: /^(?:update "\w+" set "\w+_id" = (?:null|\?|"\w+"\."third_id")(?:, .*)? where|delete from "\w+" where .*"\w+_id" in|select \*, 1 as "holds")/,
    why: 'Erasing a person or joining two: seldom, and whose hand a row is from is asked nowhere else.',
  },
  {
    tables: 'any',
    with: /^select .* from "\w+" where .*"(?:by|owner|done_by|answered_by|accepted_by|invited_by|ended_by|first|second|third|kept|gone)_id" (?:in|=)/,
    why: 'A copy of all that is held about oneself: seldom, in pieces, and whose hand a row is from is asked nowhere else.',
  },
  {
    tables: ['outbox', 'job_run'],
    with: /instr\(|"period" like/,
    why: 'Erasing a person, and the copy of what is held about them: an address or id inside a text has no index.',
  },
  {
    tables: ['person', 'account'],
    with: /"person" (?:inner|left) join "account"/,
    why: 'The administrator looks for people by a part of a name or address; the bench holds it on 20,000.',
  },
  {
    tables: ['person'],
    with: /^select count\(\*\) from "person" where/,
    why: 'How many people there are, on one page of the administrator.',
  },
  {
    tables: ['employment'],
    with: /"employment"\."role" = \?/,
    why: 'All administrators, when a report or an erasure concerns them: an index of four roles would be taken for the wrong questions.',
  },
  {
    tables: ['learning_group'],
    with: /inner join "organisation"/,
    why: 'The administrator looks for groups by a part of a name; a group goes on for months, so there are few.',
  },
  {
    tables: ['learning_group'],
    with: /"closed_at" is null and "learning_group"\."kind" in \(\?, \?\)\) order by "learning_group"\."id"/,
    why: 'The overview of the week goes through all groups, once a week, giving way between two.',
  },
  {
    tables: ['outbox'],
    with: /order by "outbox"\."due_at"/,
    why: 'The letter box of the demonstration reads along an index and stops after some.',
  },
  {
    tables: ['audit_event'],
    with: /limit \?/,
    why: 'The log is read along the index of its time, newest first, and stops after a page; its length is counted up to a limit.',
  },
  {
    tables: ['assignment_reply'],
    with: /"assignment_reply"\."at" > \? group by/,
    why: 'How many replies everybody got: once a week, for the overview.',
  },
  {
    tables: ['erasure_request'],
    with: /^select/,
    why: 'Wishes to be erased: some a year, looked at by the night and the administrator.',
  },
];

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
    if (!growing.has(table) || allowed.some((a) => (a.tables === 'any' || a.tables.includes(table)) && a.with.test(sql)))
      return [];
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
