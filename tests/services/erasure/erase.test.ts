import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { personalData, personalRules } from '#src/db/personal-data.ts';
import { erasePersonRows } from '#src/db/queries/erase.ts';
import { personalTables, recorders } from '#src/db/queries/personal.ts';
import * as table from '#src/db/schema/index.ts';
import { mergePeople } from '#src/services/person-merge/merge.ts';
import { undoMerge } from '#src/services/person-merge/undo.ts';
import { newId } from '#src/services/new-id.ts';
import { everythingIn, fillEveryTable, trace } from '#tests/kit/every-table.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let who: TestPerson;
let other: TestPerson;
beforeEach(async () => {
  house = await openTestHouse();
  who = await house.person({ name: 'Wilhelmina Zonderspoor', email: 'wilhelmina@test.example' });
  other = await house.person();
});
afterEach(() => house.close());

const erase = (keepsCertificates = false, personIds = [who.personId]) =>
  house.db.transaction((tx) => erasePersonRows(tx, { personIds, facelessId: 'gezichtloos', keepsCertificates, now: house.now }));

test('every table that holds a person has a rule, and the rule says what the words say', () => {
  const holding = Object.entries(personalData).filter(([, declared]) => declared.person);
  expect(Object.keys(personalRules).sort()).toEqual(holding.map(([name]) => name).sort());
  for (const [name, declared] of holding) {
    if (!declared.person) continue;
    const { erase: rule, shown, of } = personalRules[name] as (typeof personalRules)[string];
    expect(shown, `${name}: export`).toBe(!declared.export.startsWith('Niets'));
    for (const column of of) expect(declared.columns, `${name}.${column}`).toContain(column);
    const words = declared.erasure;
    if (rule.rows === 'gone') expect(words, name).toMatch(/gaan weg|^Weg met/);
    if (rule.rows === 'faceless') expect(words, name).toMatch(/tellen mee in cijfers/);
    if (rule.rows === 'stay') expect(words, name).toMatch(/leeg|vanzelf/);
    if (rule.rows === 'number') expect(words, name).toMatch(/kale nummer/);
  }
});

test('what says who recorded something can be cleared', () => {
  for (const found of personalTables)
    for (const column of recorders(found)) expect(found.columns.get(column)?.notNull, `${found.name}.${column}`).toBe(false);
});

test('with a row in every table, nothing is left of a person where the declaration says it goes', async () => {
  const filled = await fillEveryTable(house, who, other);
  expect(filled.tables.sort()).toEqual(Object.keys(personalRules).sort());
  await erase();

  const left = await everythingIn(house);
  for (const [name, rows] of left) {
    const all = rows.join('\n');
    const rule = personalRules[name];
    // Name and address are nowhere.
    expect(all, name).not.toContain(who.name);
    expect(all, name).not.toContain(who.email);
    expect(all, name).not.toContain(who.accountId);
    // The number is only where the declaration says so.
    if (rule?.erase.rows !== 'number') expect(all, name).not.toContain(who.personId);
    // Text goes with the rows; of what stays, the declaration says that the text stays.
    if (rule?.erase.rows === 'gone')
      expect(
        rows.filter((row) => row.includes(trace)),
        name,
      ).toEqual([]);
  }
  // Nobody else lost anything of their own.
  expect(left.get('person')?.join()).toContain(other.name);
  expect(left.get('account')?.join()).toContain(other.email);
  // Nor does what was typed hide in the index for searching.
  const found = await house.db.all(sql`select rowid from note_text where note_text match 'spoor'`);
  expect(found).toEqual([]);
});

test('what counts in figures is still there, by day and under a number that leads to nobody', async () => {
  await fillEveryTable(house, who, other);
  const before = await everythingIn(house);
  await erase();
  const after = await everythingIn(house);
  const faceless = personalTables.filter(({ rule }) => rule.erase.rows === 'faceless');
  expect(faceless.map(({ name }) => name).sort()).toEqual(
    ['attendance_mark', 'lesson_completion', 'make_up', 'membership', 'module_completion', 'moment_expected'].sort(),
  );
  for (const { name } of faceless) {
    expect(after.get(name)?.length, name).toBe(before.get(name)?.length);
    expect(after.get(name)?.join(), name).toContain('gezichtloos');
    expect(after.get(name)?.join(), name).not.toMatch(/T14:35/);
  }
  const certificates = after.get('certificate') ?? [];
  expect(certificates).toHaveLength(1);
});

test('certificates keep the name for whoever wants that, without a way back to the person', async () => {
  await fillEveryTable(house, who, other);
  await erase(true);
  const names = await house.db.select().from(table.certificateName);
  expect(names.map(({ name }) => name)).toEqual([who.name]);
  const [certificate] = await house.db.select().from(table.certificate);
  expect(certificate?.personId).toBeNull();
});

test('of three buddies the other two go on together', async () => {
  const third = await house.person();
  const group = await house.group({ libraryId: await house.library() });
  const pair = { groupId: group.id, from: house.now };
  await house.db
    .insert(table.buddyPair)
    .values({ id: 'p', ...pair, firstId: who.personId, secondId: other.personId, thirdId: third.personId });
  await erase();
  expect(await house.db.select().from(table.buddyPair)).toMatchObject([
    { firstId: third.personId, secondId: other.personId, thirdId: null },
  ]);
});

test('a mail to someone whose address only ends the same stays', async () => {
  const mail = (id: string, to: string) => ({
    id,
    channel: 'mail' as const,
    idempotencyKey: id,
    payload: { kind: 'x', to, values: {} },
    messageId: id,
    dueAt: house.now,
    nextTryAt: house.now,
  });
  await house.db.insert(table.outbox).values([mail('theirs', who.email), mail('another', `x${who.email}`)]);
  await erase();
  expect((await house.db.select().from(table.outbox)).map(({ id }) => id)).toEqual(['another']);
});

test('what was kept of joining others’ accounts names an erased buddy no more, and can’t be undone', async () => {
  const [first, second, administrator] = [
    await house.person(),
    await house.person(),
    await house.person({ role: 'administrator' }),
  ];
  const library = await house.library();
  const group = await house.group({ libraryId: library, members: [first, second, who] });
  for (const [own, buddy] of [
    [first, other],
    [second, who],
  ] as const)
    await house.db
      .insert(table.buddyPair)
      .values({ id: newId(), groupId: group.id, firstId: own.personId, secondId: buddy.personId, from: house.now });
  const ctx = await house.ctx(administrator);
  await mergePeople(ctx, { keptId: first.personId, goneId: second.personId, login: 'kept' });
  const kept = async () => {
    const [row] = await house.db.select().from(table.personMerge);
    return row;
  };
  expect(JSON.stringify((await kept())?.moved)).toContain(who.personId);
  await erase();
  expect((await kept())?.moved).toEqual({});
  await expect(undoMerge(ctx, (await kept())?.id ?? '')).rejects.toMatchObject({ code: 'invalid' });
});
