import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { openQuestionnaire } from '#src/services/evaluation/open.ts';
import { keepTyped } from '#src/services/draft/keep.ts';
import { filled, openAskWorld, type AskWorld } from './world.ts';

let world: AskWorld;
beforeEach(async () => {
  world = await openAskWorld();
});
afterEach(() => world.house.close());

const [zero, six] = [0, 6];
const open = async (who = world.people[0], round = zero) =>
  openQuestionnaire(await world.house.ctx(who), { partId: world.part, round });
const answers = () => world.house.db.select().from(table.questionnaireAnswer);
const returns = () => world.house.db.select().from(table.questionnaireReturn);
const first = () => {
  const [who] = world.people;
  if (!who) throw new Error('nobody');
  return who;
};

test('asks only objectives of modules that the library does, two a module at most, and the same in each round', async () => {
  const view = await open();
  expect(view.state).toBe('open');
  const ids = view.parts.flatMap((part) => part.items.map((item) => item.id));
  expect(ids.slice(0, 4)).toEqual(['lc-basisvaardigheden', 'lc-partners', 'nk-gesprek', 'nk-doorverwijzen']);
  expect(ids.some((id) => id.startsWith('bs-'))).toBe(false);
  world.day(45);
  const later = (await open(first(), six)).parts.flatMap((part) => part.items.map((item) => item.id));
  expect(later.filter((id) => ids.includes(id))).toEqual(ids.filter((id) => !id.startsWith('o-')));
});

test('opens and closes by itself, and says thanks without showing anything back', async () => {
  expect((await open(first(), six)).state).toBe('later');
  await world.fill(first(), { texts: ['Rust aan de balie'], mayTell: ['o-hoop'] });
  const view = await open();
  expect(view).toMatchObject({ state: 'filled', parts: [] });
  expect(JSON.stringify(view)).not.toContain('Rust');
  world.day(13);
  expect((await open(world.people[1])).state).toBe('open');
  world.day(14);
  expect((await open(world.people[1])).state).toBe('closed');
  await expect(world.fill(first())).rejects.toMatchObject({ code: 'conflict' });
});

test('is there for members who work at the library, and for nobody else', async () => {
  const { house, library, group, part } = world;
  const samira = await house.specialist(library, 'Samira');
  const outside = await house.learner(await house.library());
  const adviser = await house.person({ role: 'adviser', organisationId: world.poi });
  const ctx = (who: typeof samira) => house.ctx(who);
  await expect(openQuestionnaire(await ctx(samira), { partId: part, round: 0 })).rejects.toMatchObject({ code: 'notFound' });
  await house.join(group.id, samira);
  expect((await open(samira)).state).toBe('open');
  await expect(open(outside)).rejects.toMatchObject({ code: 'notFound' });
  await expect(open(adviser)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(openQuestionnaire(await house.ctx(), { partId: part, round: 0 })).rejects.toMatchObject({ code: 'notSignedIn' });
  for (const round of [1, 7, 26]) await expect(open(first(), round)).rejects.toMatchObject({ code: 'notFound' });
  await house.db.update(table.membership).set({ leftAt: house.now }).where(eq(table.membership.personId, first().personId));
  await expect(open()).rejects.toMatchObject({ code: 'notFound' });
  await expect(world.fill(first())).rejects.toMatchObject({ code: 'notFound' });
});

test('nobody is asked once the library or the pilot stopped, and a library that only was asked has none', async () => {
  await world.house.db.update(table.pilotLibrary).set({ endedAt: world.house.now });
  expect((await open()).state).toBe('left');
  await expect(world.fill(first())).rejects.toMatchObject({ code: 'conflict' });
  await world.house.db.update(table.pilotLibrary).set({ endedAt: null, acceptedAt: null });
  await expect(open()).rejects.toMatchObject({ code: 'notFound' });
  expect(await answers()).toEqual([]);
});

test('who filled it in and what was filled in have nothing in common', async () => {
  const before = await world.house.db.select().from(table.auditEvent);
  await world.fill(first(), { texts: ['Rust aan de balie'], mayTell: ['o-hoop'] });
  const rows = await answers();
  const [answer, written] = rows.toSorted((a, b) => Object.keys(a.quotes).length - Object.keys(b.quotes).length);
  expect(Object.keys(answer ?? {}).sort()).toEqual([
    'key',
    'pilotLibraryId',
    'questionnaire',
    'quotes',
    'round',
    'scores',
    'version',
  ]);
  expect(answer).toMatchObject({
    scores: { 'b-warm': 2 },
    quotes: {},
    questionnaire: 'frontoffice-week-0',
    version: 1,
  });
  // Who recognises the sentence doesn't read the choices beside it.
  expect(written).toMatchObject({ scores: {}, quotes: { 'o-hoop': 'Rust aan de balie' } });
  const [given] = await returns();
  expect(given).toEqual({ pilotLibraryId: world.part, round: 0, personId: first().personId });
  expect(await world.house.db.select().from(table.auditEvent)).toEqual(before);
});

test('a second time is a conflict that changes nothing, also from two tabs at once', async () => {
  const tries = await Promise.allSettled([world.fill(first()), world.fill(first(), filled({ 'b-warm': 4 }))]);
  expect(tries.map((t) => t.status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(world.fill(first())).rejects.toMatchObject({
    code: 'conflict',
    errors: [{ message: expect.stringContaining('al in') }],
  });
  expect(await answers()).toHaveLength(1);
  expect(await returns()).toHaveLength(1);
});

test('every question may be left out, but not all; text without permission is not kept', async () => {
  const text = { texts: ['Iets over mij'], mayTell: [] };
  await expect(world.fill(first(), filled({}))).rejects.toMatchObject({ code: 'invalid' });
  await expect(world.fill(first(), filled({}, text))).rejects.toMatchObject({ code: 'invalid' });
  await expect(world.fill(first(), filled({ 'b-warm': 5 }))).rejects.toMatchObject({ code: 'invalid' });
  await expect(world.fill(first(), filled({ onzin: 1 }))).rejects.toMatchObject({ code: 'invalid' });
  expect(await returns()).toEqual([]);
  await world.fill(first(), filled({ 'd-weg': 4 }, text));
  expect(JSON.stringify(await answers())).not.toContain('Iets over mij');
});

test('a name of a colleague or a phone number stops a text that would go into the report', async () => {
  const write = (text: string, more = {}) => world.fill(first(), filled({}, { texts: [text], mayTell: ['o-hoop'], ...more }));
  await expect(write('Persoon1 deed dit heel fijn')).rejects.toMatchObject({ errors: [{ field: 'geenNaam' }] });
  await expect(write('Bel 06 12345678')).rejects.toMatchObject({ errors: [{ field: 'geenKlant' }] });
  await expect(write('x'.repeat(601))).rejects.toMatchObject({ errors: [{ field: 'tekst-o-hoop' }] });
  expect(await returns()).toEqual([]);
  await write('Persoon1 deed dit heel fijn', { noName: true });
  expect(await answers()).toHaveLength(2);
});

test('nothing of it is kept with a name when the session ended meanwhile', async () => {
  const form = {
    lapsedPersonId: first().personId,
    action: 'questionnaire.fill',
    path: `/vragenlijst/${world.part}/0`,
    fields: [['antwoord:b-warm', 'b-warm.2']] as [string, string][],
  };
  expect(await keepTyped(await world.house.ctx(), form)).toBe(false);
  expect(await world.house.db.select().from(table.draft)).toEqual([]);
  expect(await keepTyped(await world.house.ctx(), { ...form, action: 'questionnaire.count' })).toBe(true);
});
