import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { personalData } from '#src/db/personal-data.ts';
import { personTables, references, staysBehind } from '#src/db/queries/person-links.ts';
import { mergeLabels } from '#src/domain/person-merge.ts';

const pointing = references.filter((r) => r.to === 'person').map((r) => `${r.table}.${r.column}`);
const along = personTables.flatMap((t) => t.columns.map((column) => `${t.name}.${column}`));

test('every column that points at a person goes along when accounts are joined, or says why it stays', () => {
  expect([...along, ...Object.keys(staysBehind)].sort()).toEqual(pointing.sort());
  for (const why of Object.values(staysBehind)) expect(why.length).toBeGreaterThan(5);
});

test('they are the columns that are declared as personal', () => {
  for (const { name, columns } of personTables) {
    const declared = personalData[name];
    expect(declared?.person ? declared.columns : [], name).toEqual(expect.arrayContaining(columns));
  }
});

test('of an account itself only ways to sign in hang, which end', () => {
  const hanging = references.filter((r) => r.to === 'account').map((r) => `${r.table}.${r.column}`);
  expect(hanging.sort()).toEqual([
    'one_time_link.account_id',
    'outside_identity.account_id',
    'passkey.account_id',
    'passkey_challenge.account_id',
    'recovery_code.account_id',
    'session.account_id',
  ]);
});

test('every table has a key, rules about once that can be read, and words for the preview', () => {
  for (const { name, table, keys, unique } of personTables) {
    expect(keys.length, name).toBeGreaterThan(0);
    expect(name in mergeLabels, name).toBe(true);
    const known = getTableConfig(table).columns.map((column) => column.name);
    for (const { columns } of unique) {
      expect(columns.length, name).toBeGreaterThan(0);
      expect(known).toEqual(expect.arrayContaining(columns));
    }
  }
  expect(personTables.length).toBeGreaterThan(30);
});
