import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeRounds } from '#src/services/evaluation/close.ts';
import { openCounts, writeCounts } from '#src/services/evaluation/counts.ts';
import { readResults } from '#src/services/evaluation/results.ts';
import { dayOfRound, filled, openAskWorld, type AskWorld } from './world.ts';

let world: AskWorld;
beforeEach(async () => {
  world = await openAskWorld(10);
});
afterEach(() => world.house.close());

const close = async () => closeRounds(await world.house.ctx());
const read = (wanted = {}) => readResults(world.house.db, world.house.catalogue, world.pilot, wanted);

test('says nothing of a round that is open, and the same for ever once it is closed', async () => {
  for (const who of world.people) await world.fill(who, filled({ 'b-warm': 2, 'lc-partners': 3 }));
  expect(await read()).toMatchObject({ rounds: [], rows: [{ kind: 'library', rounds: [] }] });
  world.day(14);
  expect((await read()).rounds).toEqual([]);
  await close();
  const told = await read();
  expect(told.rounds).toEqual([{ round: 0, name: 'bij de start', questionnaire: 'frontoffice-week-0', versions: [1] }]);
  expect(told.rows.map((row) => row.kind)).toEqual(['library', 'total']);
  const [library] = told.rows;
  expect(library?.rounds[0]).toMatchObject({
    kind: 'told',
    response: { of: { value: 10 }, part: { value: 10 } },
    items: [
      { id: 'lc-partners', scale: 'certainty', moduleId: 'landelijke-context', mean: 3 },
      { id: 'b-warm', scale: 'often', mean: 2, share: { part: { kind: 'few' }, of: { value: 10 } } },
    ],
  });
  await world.join(5);
  expect(await read()).toMatchObject({ rounds: told.rounds, rows: expect.arrayContaining(told.rows) });
});

test('small libraries stand together, whole or not at all, and a library that came later has no baseline', async () => {
  const [a, b] = [await world.join(4, 'Klein A'), await world.join(3, 'Klein B')];
  for (const who of world.people) await world.fill(who);
  for (const { people, part } of [a, b])
    for (const who of people) await world.fill(who, { partId: part, texts: ['Hoop'], mayTell: ['o-hoop'] });
  world.day(20);
  const late = await world.join(6, 'Later');
  await close();
  const { rows } = await read();
  const of = (name: string) => rows.find((row) => row.name === name);
  expect(of('Klein A')?.rounds[0]).toMatchObject({ kind: 'untold', why: 'tooFew' });
  expect(of('Later')).toMatchObject({ missedBaseline: 'joinedLater', rounds: [{ kind: 'untold', why: 'joinedLater' }] });
  expect(rows.find((row) => row.kind === 'rest')?.rounds[0]).toMatchObject({
    kind: 'told',
    libraries: 2,
    quotes: Array(7).fill({ text: 'Hoop' }),
  });
  expect((await read({ partIds: [world.part, a.part] })).rows.map((row) => row.kind)).toEqual(['library', 'library', 'total']);
  expect((await read({ partIds: [a.part] })).rows.map((row) => row.kind)).toEqual(['library']);
  void late;
});

test('rounds are compared as crowds', async () => {
  for (const who of world.people) await world.fill(who, filled({ 'nk-vraag': 1 }) && filled({ 'nk-gesprek': 2 }));
  world.day(dayOfRound(6));
  await close();
  for (const who of world.people.slice(3)) await world.fill(who, { ...filled({ 'nk-gesprek': 3, 'h-lessen': 2 }), round: 6 });
  world.day(60);
  await close();
  const [library] = (await read()).rows;
  expect(library?.compared).toEqual([
    expect.objectContaining({
      id: 'nk-gesprek',
      means: [
        { round: 0, mean: 2 },
        { round: 6, mean: 3 },
      ],
      change: 1,
    }),
  ]);
  expect(library?.rounds[1]).toMatchObject({
    items: [expect.anything(), { id: 'h-lessen', mean: null, middle: '1 tot 3 uur', share: null }],
  });
});

test('counts are of the specialist, for the adviser to read: the newest stands, empty is empty', async () => {
  const { house, library, part, poi } = world;
  const specialist = await house.specialist(library);
  const adviser = await house.person({ role: 'adviser', organisationId: poi });
  const far = await house.person({ role: 'adviser', organisationId: await house.poi('POI Bosland') });
  const other = await house.specialist(await house.library());
  const place = { pilotId: world.pilot, partId: part };
  await expect(openCounts(await house.ctx(adviser), { ...place, pilotId: 'elders' })).rejects.toMatchObject({ code: 'notFound' });
  const write = async (who = specialist, more = {}) =>
    writeCounts(await house.ctx(who), { partId: part, round: 0, idoQuestions: 12, referrals: null, registrations: 0, ...more });
  await write();
  await write(specialist, { idoQuestions: 14 });
  await write(specialist, { idoQuestions: 14 });
  const view = await openCounts(await house.ctx(adviser), place);
  expect(view).toMatchObject({ mayWrite: false });
  expect(view.rounds.map((r) => [r.round, r.later, r.fields[0]?.value])).toEqual([
    [0, false, 14],
    [6, true, null],
    [12, true, null],
  ]);
  expect(await openCounts(await house.ctx(specialist), place)).toMatchObject({ mayWrite: true });
  for (const who of [far, other])
    await expect(openCounts(await house.ctx(who), place)).rejects.toMatchObject({ code: 'notFound' });
  await expect(write(adviser)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(write(other)).rejects.toMatchObject({ code: 'notFound' });
  await expect(write(world.people[0])).rejects.toMatchObject({ code: 'forbidden' });
  await expect(write(specialist, { round: 6 })).rejects.toMatchObject({ code: 'invalid' });
  world.day(14);
  await close();
  const [row] = (await read()).rows;
  expect(row?.rounds[0]?.counts).toEqual({ idoQuestions: 14, referrals: null, registrations: 0 });
});
