import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { leaveForDesk } from '#src/services/desk/leave.ts';
import { returnFromDesk } from '#src/services/desk/return.ts';
import { standAtDesk } from '#src/services/desk/stand.ts';
import { giveBack } from '#src/services/draft/give-back.ts';
import { keepTyped } from '#src/services/draft/keep.ts';
import { openLesson } from '#src/services/lesson/open.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

const lesson = '/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag';
const quiz = '/cursus/frontoffice/nieuwe-klanten/toets';
let house: House;
let noor: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  noor = await house.learner(await house.library());
});
afterEach(() => house.close());

test('from a lesson one comes back at the same part, and it is the place on other devices too', async () => {
  await leaveForDesk(await house.ctx(noor), { path: lesson, anchor: 'drie-lagen', fields: [] });
  expect(await returnFromDesk(await house.ctx(noor))).toBe(`${lesson}#drie-lagen`);
  const view = await openLesson(await house.ctx(noor), {
    course: 'frontoffice',
    module: 'nieuwe-klanten',
    lesson: 'de-vraag-achter-de-vraag',
  });
  expect(view.resume?.anchor).toBe('drie-lagen');
});

test('what was half filled in at a question is given back there, to that person only', async () => {
  const fields: [string, string][] = [
    ['attempt', 'a1'],
    ['question', 'nk-q02'],
    ['chosen', 'b'],
    ['chosen', 'c'],
  ];
  await leaveForDesk(await house.ctx(noor), { path: quiz, anchor: null, fields });
  expect(await returnFromDesk(await house.ctx(noor))).toBe(`${quiz}?terug=1`);
  expect(await giveBack(await house.ctx(noor), quiz)).toEqual({ action: 'desk.leave', errors: [], fields });
  const other = await house.learner(await house.library());
  expect(await giveBack(await house.ctx(other), quiz)).toBeNull();
  expect(await returnFromDesk(await house.ctx(other))).toBe('/leerkaart');
});

test('the spot that was left last counts', async () => {
  const leave = async (path: string, anchor: string | null) => leaveForDesk(await house.ctx(noor), { path, anchor, fields: [] });
  await leave(lesson, 'drie-lagen');
  house.now = new Date(house.now.getTime() + 60_000);
  await leave(quiz, null);
  expect(await returnFromDesk(await house.ctx(noor))).toBe(quiz);
  house.now = new Date(house.now.getTime() + 60_000);
  await leave(lesson, 'open-vragen');
  expect(await returnFromDesk(await house.ctx(noor))).toBe(`${lesson}#open-vragen`);
});

test('a session that ended meanwhile: after signing in one comes back at the spot', async () => {
  await keepTyped(await house.ctx(), {
    lapsedPersonId: noor.personId,
    action: 'desk.leave',
    path: lesson,
    fields: [
      ['path', lesson],
      ['anchor', 'drie-lagen'],
    ],
  });
  expect(await returnFromDesk(await house.ctx(noor))).toBe(`${lesson}#drie-lagen`);
});

test('only lessons and quizzes are kept as a spot', async () => {
  for (const path of ['/', '/beheer', '//elders.example', '/cursus/frontoffice/nieuwe-klanten/nergens', '/cursus/x/y/toets'])
    await leaveForDesk(await house.ctx(noor), { path, anchor: null, fields: [] });
  expect(await house.db.select().from(table.draft)).toHaveLength(0);
});

test('the page at the desk holds today and nothing else, where the library has no sociale kaart', async () => {
  expect(await standAtDesk(await house.ctx(noor), {})).toEqual({ today: 'Woensdag 10 februari 2027', card: null });
});
