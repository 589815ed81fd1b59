import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { searchNotes } from '#src/db/queries/note.ts';
import { longestNote, mostNotes, noteText } from '#src/domain/note.ts';
import { addNote } from '#src/services/note/add.ts';
import { changeNote } from '#src/services/note/change.ts';
import { openNewNote, openNote } from '#src/services/note/open.ts';
import { removeNote } from '#src/services/note/remove.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let noor: TestPerson;
let other: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  const library = await house.library();
  noor = await house.learner(library);
  other = await house.specialist(library);
});
afterEach(() => house.close());

const add = async (who: TestPerson, id: string, text: string, more: { lessonId?: string; noCustomer?: boolean } = {}) =>
  addNote(await house.ctx(who), { id, text, lessonId: null, noCustomer: false, ...more });
const rows = () => house.db.select().from(table.note);
const found = (who: TestPerson, match: string) => searchNotes(house.db, { personId: who.personId, match, limit: 10, offset: 0 });

describe('a note', () => {
  test('is kept with its lesson; the same form twice is one note', async () => {
    await add(noor, 'n1', 'Vraag wat iemand al probeerde.\r\n\r\nEn wees stil. ', { lessonId: 'nk-les-3' });
    await add(noor, 'n1', 'Vraag wat iemand al probeerde.', { lessonId: 'nk-les-3' });
    expect(await rows()).toMatchObject([{ id: 'n1', lessonId: 'nk-les-3' }]);
    expect(await openNote(await house.ctx(noor), 'n1')).toMatchObject({
      body: 'Vraag wat iemand al probeerde.\n\nEn wees stil.',
      lesson: { title: 'De vraag achter de vraag', href: '/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag' },
    });
  });

  test('is nobody else’s: not to open, change, remove, find, or take the place of', async () => {
    await add(noor, 'n1', 'Van mij');
    const ctx = await house.ctx(other);
    await expect(openNote(ctx, 'n1')).rejects.toMatchObject({ code: 'notFound' });
    await expect(changeNote(ctx, { id: 'n1', text: 'x', noCustomer: false })).rejects.toMatchObject({ code: 'notFound' });
    await expect(add(other, 'n1', 'Andermans')).rejects.toMatchObject({ code: 'notFound' });
    await removeNote(ctx, { id: 'n1' });
    expect(await rows()).toMatchObject([{ body: 'Van mij', personId: noor.personId }]);
    expect((await found(other, '"mij"')).total).toBe(0);
    expect((await found(noor, '"mij"')).total).toBe(1);
  });

  test('is changed, and its old words are found no more; removing twice is harmless', async () => {
    await add(noor, 'n1', 'Iets met koffie');
    house.now = new Date(house.now.getTime() + 60_000);
    await changeNote(await house.ctx(noor), { id: 'n1', text: 'Iets met thee', noCustomer: false });
    expect((await found(noor, '"koffie"')).total).toBe(0);
    expect((await found(noor, '"thee"')).rows).toMatchObject([{ id: 'n1', changedAt: house.now }]);
    for (let i = 0; i < 2; i++) await removeNote(await house.ctx(noor), { id: 'n1' });
    expect(await rows()).toEqual([]);
    expect((await found(noor, '"thee"')).total).toBe(0);
  });

  test('that is empty or too long is refused, and says how long it is', async () => {
    await expect(add(noor, 'n1', ' \n ')).rejects.toMatchObject({ errors: [{ field: 'tekst' }] });
    await expect(add(noor, 'n1', 'é'.repeat(longestNote + 34))).rejects.toMatchObject({
      errors: [{ field: 'tekst', message: expect.stringContaining('2.034 tekens') }],
    });
    await add(noor, 'n1', '😀'.repeat(longestNote));
    expect(await rows()).toHaveLength(1);
  });

  test('with what looks like data of a customer is kept only when its writer says it is none', async () => {
    const text = 'Bel mevrouw op 06-12345678';
    await expect(add(noor, 'n1', text)).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'geenKlant' }] });
    await add(noor, 'n1', text, { noCustomer: true });
    const change = async (changed: string) => changeNote(await house.ctx(noor), { id: 'n1', text: changed, noCustomer: false });
    await change(`${text}, morgen`);
    await expect(change(`${text}, of op 06-87654321`)).rejects.toMatchObject({ code: 'invalid' });
    expect(await rows()).toMatchObject([{ body: `${text}, morgen` }]);
  });

  test('beside a lesson that is gone is a note without one', async () => {
    await add(noor, 'n1', 'Tekst', { lessonId: 'bestaat-niet' });
    expect(await openNote(await house.ctx(noor), 'n1')).toMatchObject({ lesson: null });
    expect(await openNewNote(await house.ctx(noor), { lessonId: 'bestaat-niet' })).toMatchObject({ lesson: null });
  });

  test('has an end to its number', async () => {
    const at = house.now;
    for (let n = 0; n < mostNotes; n += 100)
      await house.db.insert(table.note).values(
        Array.from({ length: 100 }, (_, i) => ({
          id: `x${n + i}`,
          personId: noor.personId,
          body: 'x',
          createdAt: at,
          changedAt: at,
        })),
      );
    await expect(add(noor, 'n1', 'Nog een')).rejects.toMatchObject({ code: 'invalid' });
    await add(other, 'n2', 'Die kan wel');
  });

  test('needs someone who is signed in', async () => {
    const ctx = await house.ctx();
    await expect(addNote(ctx, { id: 'n', text: 'x', lessonId: null, noCustomer: false })).rejects.toMatchObject({
      code: 'notSignedIn',
    });
    await expect(openNote(ctx, 'n')).rejects.toMatchObject({ code: 'notSignedIn' });
  });
});

test('what can’t be seen is left out of a note, its lines stay', () => {
  expect(noteText('a\u0000\u0007b\r\nc\u2028d  \r\n')).toEqual({ ok: true, body: 'ab\nc\u2028d' });
});
