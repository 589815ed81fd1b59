/**
 * How the database finds what a statement asks. After the walk over all pages and actions as every role (rights.spec.ts) every
 * statement of the server is looked at, those of its night too, so that nothing reads a whole table that grows with the number of people,
 * unless that is said here with its reason.
 */
import { createClient } from '@libsql/client';
import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from '#src/db/schema/index.ts';

/** Tables that don't grow with the number of people. */
export const smallTables: ReadonlySet<string> = new Set([
  // With the number of libraries: some hundreds.
  'organisation',
  'branch',
  'pilot',
  'pilot_library',
  'scorm_package',
  'scorm_version',
  // A few rows.
  'installation',
  'course_release',
  'signing_key',
]);

export const tableNames: readonly string[] = Object.values(schema).flatMap((value) =>
  is(value, SQLiteTable) ? [getTableName(value)] : [],
);
const growing = new Set(tableNames.filter((name) => !smallTables.has(name)));

export interface Allowed {
  tables: readonly string[] | 'any';
  /** By which the statement is known. */
  with: RegExp | ((sql: string, table: string) => boolean);
  /** How the table may be read. */
  plan?: RegExp;
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
    with: (sql, table) => isAboutPeople(sql, table),
    why: 'Erasing a person, joining two, or a copy of all that is held about oneself: seldom, in pieces, and whose hand a row is from is asked nowhere else.',
  },
  {
    tables: ['outbox', 'job_run', 'person_merge'],
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
    with: /order by "audit_event"\."at" desc, "audit_event"\."id" desc limit \?(?: offset \?)?\)/,
    plan: /USING COVERING INDEX audit_event_at$/,
    why: 'The log is read along the index of its time, newest first, and stops after a page.',
  },
  {
    tables: ['audit_event'],
    with: /^select count\(\*\) from \(select 1 as "one" from "audit_event" limit \?\) "some"$/,
    why: 'The length of the log is counted up to a limit.',
  },
  {
    tables: ['assignment_reply'],
    with: /"assignment_reply"\."at" > \? group by/,
    why: 'How many replies everybody got: once a week, for the overview.',
  },
  {
    tables: ['learning_group'],
    with: /^select distinct "library_id" from "learning_group" where \("learning_group"\."course_id" = \? and "learning_group"\."closed_at" is null\)$/,
    why: 'Which libraries work with a course that the administrator holds back: one page, seldom; a group goes on for months, so there are few.',
  },
  {
    tables: ['questionnaire_return'],
    with: /^delete from "questionnaire_return" where exists \(select 1 from questionnaire_round/,
    why: 'Who filled in a questionnaire is forgotten when its two weeks are over: only what is open is in it.',
  },
  {
    tables: ['certificate', 'certificate_badge'],
    with: /^select "certificate"\."id" from "certificate" left join "certificate_badge"|^select "list" from "certificate_badge" limit \?$/,
    why: 'Certificates without a badge: once, when the first key is made.',
  },
  {
    tables: ['certificate_revocation'],
    with: /^select b\.position as position, r\.at as at/,
    why: 'The list of revoked badges is made from the revocations, of which there are few; the other way would read everybody.',
  },
  {
    tables: ['erasure_request'],
    with: /^select/,
    why: 'Wishes to be erased: some a year, looked at by the night and the administrator.',
  },
];

/** Per table its columns that point at a person. */
const pointers = new Map(
  Object.values(schema).flatMap((value) => {
    if (!is(value, SQLiteTable)) return [];
    const { name, foreignKeys } = getTableConfig(value);
    const columns = foreignKeys.flatMap((key) => {
      const { columns: from, foreignTable } = key.reference();
      return getTableName(foreignTable) === 'person' ? from.map((column) => column.name) : [];
    });
    return [[name, new Set(columns)] as const];
  }),
);

/**
 * Is this exactly what erasing, joining or copying asks of a table: all rows in which these people stand, by nothing but columns
 * that point at a person?
 */
function isAboutPeople(sql: string, table: string): boolean {
  const one = `(?:"${table}"\\.)?"\\w+" (?:= \\?|in \\(\\?(?:, \\?)*\\))`;
  const some = `(?<who>\\(?${one}(?: or ${one})*\\)?)`;
  const where = [
    `"${table}" where ${some}`,
    `"\\w+" where \\(?"\\w+"\\."\\w+" in \\(select "id" from "${table}" where ${some}\\)`,
  ];
  const shapes = [
    `update "${table}" set "\\w+" = null where ${some}`,
    // Of three buddies two go on.
    `update "buddy_pair" set "\\w+" = (?:\\?|"buddy_pair"\\."third_id", "third_id" = \\?) where \\(?${some}(?: and "buddy_pair"."third_id" is not null\\))?`,
    `select \\*(?:, .* as "holds(?: \\d)?")? from "${table}" where ${some}`,
    ...where.flatMap((rows) => [
      `delete from ${rows}`,
      `select count\\(\\*\\) from ${rows}`,
      `select (?:"\\w+", )*rowid from ${rows.replace('where ', 'where \\(?')} and rowid > \\?\\) order by rowid limit \\?`,
      `select "\\w+"(?:, "\\w+")* from ${rows} order by rowid desc limit \\?(?: offset \\?)?`,
    ]),
  ];
  for (const shape of shapes) {
    const who = new RegExp(`^${shape}$`).exec(sql)?.groups?.['who'];
    if (who === undefined) continue;
    const columns = [...who.matchAll(/"(\w+)" (?:=|in)/g)].map(([, column = '']) => column);
    return columns.every((column) => pointers.get(table)?.has(column));
  }
  return false;
}

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
    if (!growing.has(table) || allowed.some((one) => lets(one, { sql, table, detail: String(detail) }))) return [];
    return [`${String(detail)} [${table}]: ${sql}`];
  });
}

function lets({ tables, with: known, plan }: Allowed, found: { sql: string; table: string; detail: string }): boolean {
  if (tables !== 'any' && !tables.includes(found.table)) return false;
  if (plan && !plan.test(found.detail)) return false;
  return known instanceof RegExp ? known.test(found.sql) : known(found.sql.trim().replaceAll(/\s+/g, ' '), found.table);
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
