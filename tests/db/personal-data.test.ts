import { getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { keptDays, personalData } from '#src/db/personal-data.ts';
import * as schema from '#src/db/schema/index.ts';

const tables = Object.values(schema)
  .filter((value) => is(value, SQLiteTable))
  .map((table) => ({
    ...getTableConfig(table),
    columnNames: Object.values(getTableColumns(table)).map((column) => column.name),
  }));

/** Columns by which a row leads to a person: straight, or through an account, a try at a quiz, a conversation, a pair or a certificate. */
const ways = new Set(['person', 'account', 'attempt', 'certificate', 'employment', 'conversation_run', 'buddy_pair']);
/** Columns that hold something about a person by their name alone. */
const telling = /^(name|email|username|password_hash|payload|body|key_hash|token_hash|response)$/;

test('every table says whether it holds a person, and no declaration is left over', () => {
  expect(Object.keys(personalData).sort()).toEqual(tables.map((t) => t.name).sort());
});

test.each(tables)('$name names each column that leads to a person', ({ name, foreignKeys, columnNames }) => {
  const declared = personalData[name];
  const leading = foreignKeys
    .map((key) => key.reference())
    .filter(({ foreignTable }) => ways.has(getTableConfig(foreignTable).name))
    .flatMap(({ columns }) => columns.map((column) => column.name));
  const named = declared?.person ? declared.columns : [];
  expect(named).toEqual(expect.arrayContaining(leading));
  for (const column of named) expect(columnNames).toContain(column);
  // Groups, libraries, branches and jobs have names too.
  if (!['learning_group', 'organisation', 'branch', 'job_run'].includes(name))
    expect(named).toEqual(expect.arrayContaining(columnNames.filter((column) => telling.test(column))));
});

test('whoever holds a person says what happens at export, at erasure and in the end', () => {
  for (const [name, declared] of Object.entries(personalData))
    for (const text of declared.person
      ? [
          declared.export,
          declared.erasure,
          typeof declared.retention === 'string' ? declared.retention : declared.retention(keptDays),
        ]
      : [declared.why])
      expect(text.length, name).toBeGreaterThan(5);
});
