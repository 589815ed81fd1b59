import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { openGuide } from '#src/services/meeting/open-guide.ts';
import { addSuggestion } from '#src/services/suggestion/add.ts';
import { listSuggestionsOf } from '#src/services/suggestion/list.ts';
import { takeBackSuggestion } from '#src/services/suggestion/withdraw.ts';
import { newId } from '#src/services/new-id.ts';
import { openTestHouse, testModules, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let adviser: TestPerson;
let specialist: TestPerson;
let library: string;
let group: Awaited<ReturnType<House['group']>>;
let people: TestPerson[];

beforeEach(async () => {
  house = await openTestHouse();
  const poi = await house.poi();
  library = await house.library('Bibliotheek Duinrand', poi);
  adviser = await house.person({ name: 'Marit Claassen', role: 'adviser', organisationId: poi });
  specialist = await house.specialist(library);
  people = [];
  for (let n = 0; n < 6; n++) people.push(await house.learner(library));
  group = await house.group({ libraryId: library, leaders: [specialist], members: people });
});
afterEach(() => house.close());

const add = async (libraryId: string, who = adviser, clientKey = newId()) =>
  addSuggestion(await house.ctx(who), {
    libraryId,
    courseId: 'frontoffice',
    templateId: 'fo-locatie',
    body: 'Nodig de coördinator van het Taalhuis uit.',
    clientKey,
  });
const guide = async () => openGuide(await house.ctx(specialist), { groupId: group.id, nr: 2 });

test('the leader reads it with the guide of that meeting, until it is taken back', async () => {
  const key = newId();
  await add(library, adviser, key);
  await add(library, adviser, key);
  expect((await guide()).own.suggestions).toMatchObject([{ by: 'Marit Claassen' }]);
  expect((await openGuide(await house.ctx(specialist), { groupId: group.id, nr: 3 })).own.suggestions).toEqual([]);
  const page = await listSuggestionsOf(await house.ctx(adviser));
  expect(page.lines).toHaveLength(1);
  await takeBackSuggestion(await house.ctx(adviser), { id: page.lines[0]?.id ?? '' });
  expect((await guide()).own.suggestions).toEqual([]);
});

test('an adviser reaches the libraries of their own POI and no others', async () => {
  const otherPoi = await house.poi('POI Elders');
  const elsewhere = await house.library('Bibliotheek Elders', otherPoi);
  const other = await house.person({ role: 'adviser', organisationId: otherPoi });
  await expect(add(elsewhere)).rejects.toMatchObject({ code: 'notFound' });
  await expect(add(library, specialist)).rejects.toMatchObject({ code: 'forbidden' });
  await add(library);
  expect((await listSuggestionsOf(await house.ctx(adviser))).libraries.map((l) => l.label)).toEqual(['Bibliotheek Duinrand']);
  expect((await listSuggestionsOf(await house.ctx(other))).lines).toEqual([]);
  const [row] = await house.db.select().from(table.guideSuggestion);
  await expect(takeBackSuggestion(await house.ctx(other), { id: row?.id ?? '' })).rejects.toMatchObject({ code: 'notFound' });
  await expect(
    addSuggestion(await house.ctx(adviser), {
      libraryId: library,
      courseId: 'frontoffice',
      templateId: 'x',
      body: 'a',
      clientKey: newId(),
    }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

/** Someone's go at a quiz, with a score per question. */
async function answered(who: TestPerson, scores: Record<string, number>, at = house.now, sure: boolean | null = null) {
  const attemptId = newId();
  const moduleId = testModules[1];
  const questions = house.catalogue.quizzes.get(moduleId)?.questions ?? [];
  await house.db.insert(table.attempt).values({
    id: attemptId,
    personId: who.personId,
    moduleId,
    version: 1,
    passMark: 0.7,
    questions,
    startedAt: at,
    submittedAt: at,
    score: 1,
    passed: true,
  });
  for (const [questionId, score] of Object.entries(scores))
    await house.db.insert(table.answer).values({
      id: newId(),
      attemptId,
      questionId,
      objectiveId: questions.find((q) => q.id === questionId)?.objective ?? '',
      response: [],
      score,
      sure,
      at,
    });
}

const ids = () => (house.catalogue.quizzes.get(testModules[1])?.questions ?? []).map((q) => q.id);

test('what a group found hard is told from five people on, by first answers, in words and without anybody', async () => {
  const [hard = '', easy = ''] = ids();
  for (const who of people.slice(0, 4)) await answered(who, { [hard]: 0, [easy]: 1 });
  expect((await guide()).own.hard).toEqual([]);
  await answered(people[4] as TestPerson, { [hard]: 0, [easy]: 1 });
  // Later, everybody has it right: practice doesn't undo what was hard.
  for (const who of people.slice(0, 5)) await answered(who, { [hard]: 1 }, new Date(house.now.getTime() + 60_000));
  const told = (await guide()).own.hard;
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ share: 'De meeste mensen' });
  const shown = JSON.stringify(told);
  expect(shown).not.toMatch(/\d/);
  for (const who of people) expect(shown).not.toContain(who.name);
});

test('being in doubt counts as hard, and people who left count for nothing', async () => {
  const [doubted = ''] = ids();
  for (const who of people.slice(0, 5)) await answered(who, { [doubted]: 1 }, house.now, false);
  expect((await guide()).own.hard).toHaveLength(1);
  await house.db.update(table.membership).set({ leftAt: house.now });
  expect((await guide()).own.hard).toEqual([]);
});

test('names what of “Bij ons” is empty or must be looked at again', async () => {
  const [first] = [...house.catalogue.slots.values()];
  const before = (await guide()).own;
  expect(before.empty.length).toBeGreaterThan(0);
  expect(before.stale).toEqual([]);
  await house.db.insert(table.localText).values({
    id: newId(),
    libraryId: library,
    slotId: first?.id ?? '',
    body: 'Spreekuur op dinsdag.',
    ownerId: specialist.personId,
    checkedAt: new Date('2026-01-01T00:00:00Z'),
    reviewBy: '2026-06-01',
    byId: specialist.personId,
  });
  expect((await guide()).own.stale).toEqual([first?.title]);
});
