import { afterEach, beforeEach, expect, test } from 'vitest';
import { personalTables, shownColumns } from '#src/db/queries/personal.ts';
import * as table from '#src/db/schema/index.ts';
import { columnName, isSilent, valueNames } from '#src/domain/own-data.ts';
import { newId } from '#src/services/new-id.ts';
import { downloadOwnData } from '#src/services/own-data/download.ts';
import { openOwnData, openOwnKind } from '#src/services/own-data/open.ts';
import { fillEveryTable } from '#tests/kit/every-table.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let who: TestPerson;
let other: TestPerson;
beforeEach(async () => {
  house = await openTestHouse();
  who = await house.person({ name: 'Wilhelmina Zonderspoor' });
  other = await house.person({ name: 'Bartholomeus Anders', email: 'bartholomeus@test.example' });
});
afterEach(() => house.close());

interface Copy {
  gegevens: Record<string, { soort: string; rijen: Record<string, unknown>[] }>;
}

async function download(of: TestPerson): Promise<{ text: string; copy: Copy; pieces: number }> {
  let text = '';
  let pieces = 0;
  for await (const piece of await downloadOwnData(await house.ctx(of))) {
    text += piece;
    pieces++;
  }
  return { text, copy: JSON.parse(text) as Copy, pieces };
}

test('every table that says it is in a copy, is in it: with each column but secrets', async () => {
  await fillEveryTable(house, who, other);
  const { text, copy } = await download(who);
  for (const found of personalTables) {
    const part = copy.gegevens[found.name];
    if (!found.rule.shown) {
      expect(part, found.name).toBeUndefined();
      continue;
    }
    expect(part?.rijen.length, found.name).toBeGreaterThan(0);
    expect(Object.keys(part?.rijen[0] ?? {}).sort(), found.name).toEqual(shownColumns(found).sort());
  }
  expect(text).toContain(who.name);
  expect(text).toContain(who.email);
});

test('no secret, and no name, address or number of anyone else', async () => {
  await fillEveryTable(house, who, other);
  const { text } = await download(who);
  expect(text).not.toContain(other.name);
  expect(text).not.toContain(other.email);
  expect(text).not.toContain(other.personId);
  expect(text).not.toContain('plain$');
  expect(text).not.toContain('token_hash');
  expect(text).not.toContain('password');
  const secret = personalTables.flatMap(({ name, columns }) =>
    [...columns.keys()].filter((column) => /hash|token|secret/.test(column)).map((column) => `${name}.${column}`),
  );
  const told = personalTables.flatMap((found) => shownColumns(found).map((column) => `${found.name}.${column}`));
  for (const column of secret) expect(told).not.toContain(column);
});

test('someone else’s copy has none of it', async () => {
  await fillEveryTable(house, who, other);
  const { text } = await download(await house.person({ name: 'Een derde' }));
  expect(text).not.toContain(who.name);
  expect(text).not.toContain('spoor-van-iemand');
});

test('the page has each kind once, in Dutch, and says what is empty', async () => {
  await fillEveryTable(house, who, other);
  const view = await openOwnData(await house.ctx(who));
  const kinds = view.categories.flatMap((category) => category.kinds);
  expect(kinds).toHaveLength(personalTables.filter(({ rule }) => rule.shown).length);
  for (const kind of kinds) expect(kind.rows.length, kind.title).toBeGreaterThan(0);
  const text = JSON.stringify(view);
  expect(text).not.toContain(other.name);
  expect(text).not.toContain('token_hash');
  const empty = await openOwnData(await house.ctx(await house.person()));
  expect(empty.categories.find(({ title }) => title === 'Wat je schreef')?.empty).toContain('Je notities');
});

test('every column in a copy has a Dutch name or says nothing, and every choice is in Dutch', () => {
  for (const found of personalTables)
    for (const column of shownColumns(found)) {
      if (!isSilent(found.name, column)) expect(columnName(found.name, column), `${found.name}.${column}`).toBeDefined();
      for (const value of found.columns.get(column)?.enumValues ?? [])
        expect(valueNames[value], `${found.name}.${column} ${value}`).toBeDefined();
    }
});

test('questions of a quiz that is not handed in are not told: their answers are in them', async () => {
  const attempt = { personId: who.personId, moduleId: 'nieuwe-klanten', version: 1, passMark: 0.8, startedAt: house.now };
  const questions = [{ id: 'q1', text: 'Wat zeg je?', kind: 'choice', options: [{ id: 'a', correct: true }] }] as never;
  await house.db.insert(table.attempt).values([
    { id: newId(), ...attempt, questions },
    { id: newId(), ...attempt, questions, submittedAt: house.now, score: 1, passed: true },
  ]);
  const { copy } = await download(who);
  expect(copy.gegevens.attempt?.rijen.map((row) => row.questions)).toEqual([null, [{ id: 'q1', text: 'Wat zeg je?' }]]);
});

test('someone with much gets all of it, in pieces and by page', async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => ({
    id: newId(),
    personId: who.personId,
    body: `notitie ${n}`,
    createdAt: house.now,
    changedAt: house.now,
  }));
  for (let at = 0; at < rows.length; at += 500) await house.db.insert(table.note).values(rows.slice(at, at + 500));
  const { copy, pieces } = await download(who);
  expect(copy.gegevens.note?.rijen).toHaveLength(3000);
  expect(pieces).toBeGreaterThan(6);
  const ctx = await house.ctx(who);
  const last = await openOwnKind(ctx, 'note', 30);
  expect(last).toMatchObject({ total: 3000, hasMore: false, first: 2901 });
  expect(last.rows.at(-1)).toContainEqual({ label: 'Tekst', value: 'notitie 0' });
  await expect(openOwnKind(ctx, 'sign-in-failure', 1)).rejects.toMatchObject({ code: 'notFound' });
});

test('a download is in the audit trail', async () => {
  await download(who);
  expect(await house.db.select().from(table.auditEvent)).toMatchObject([{ kind: 'exported', subjectId: who.personId }]);
});
