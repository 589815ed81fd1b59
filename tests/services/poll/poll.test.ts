import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { closePoll } from '#src/services/poll/close.ts';
import { openPoll } from '#src/services/poll/open.ts';
import { loadPolls } from '#src/services/poll/view.ts';
import { castVote } from '#src/services/poll/vote.ts';
import { newId } from '#src/services/new-id.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openRunWorld, type RunWorld } from '#tests/services/run/world.ts';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.house.close());

const open = async (more: Partial<Parameters<typeof openPoll>[1]> = {}, by: TestPerson = world.samira) =>
  openPoll(await world.house.ctx(by), {
    ...world.at,
    clientKey: newId(),
    kind: 'poll',
    question: 'Wat eerst?',
    options: ['Taal', 'Digitaal'],
    dots: 1,
    ...more,
  });
const polls = async (personId: string | null = null) => loadPolls(world.house.db, world.momentId, personId);
const newest = async (personId: string | null = null) => {
  const [poll] = await polls(personId);
  if (!poll) throw new Error('no poll');
  return poll;
};
const vote = async (name: string, ...chosen: [string, number][]) =>
  castVote(await world.house.ctx(world.person(name)), {
    momentId: world.momentId,
    pollId: (await newest()).id,
    chosen: chosen.map(([optionId, dots]) => ({ optionId, dots })),
  });
const close = async () => closePoll(await world.house.ctx(world.samira), { ...world.at, pollId: (await newest()).id });

test('a vote stands apart from who voted: no person, no time, no audit, a random key', async () => {
  await open();
  await vote('Anna', ['o1', 1]);
  await vote('Bram', ['o2', 1]);
  const votes = await world.house.db.select().from(table.pollVote);
  expect(Object.keys(votes[0] ?? {}).sort()).toEqual(['key', 'optionId', 'pollId']);
  const ballots = await world.house.db.select().from(table.pollBallot);
  expect(Object.keys(ballots[0] ?? {}).sort()).toEqual(['personId', 'pollId']);
  const audit = JSON.stringify(await world.house.db.select().from(table.auditEvent));
  expect(audit).not.toContain((await newest()).id);
});

test('twice is once, also at the same moment, and a second choice changes nothing', async () => {
  await open();
  await Promise.all([vote('Anna', ['o1', 1]), vote('Anna', ['o2', 1])]);
  await vote('Anna', ['o2', 1]);
  expect(await world.house.db.select().from(table.pollVote)).toHaveLength(1);
  expect((await newest()).voters).toBe(1);
});

test('a vote that is refused leaves no ballot behind', async () => {
  await open();
  await expect(vote('Anna', ['o9', 1])).rejects.toMatchObject({ code: 'invalid' });
  await expect(vote('Anna')).rejects.toMatchObject({ code: 'invalid' });
  expect(await world.house.db.select().from(table.pollBallot)).toEqual([]);
  await vote('Anna', ['o1', 1]);
});

test('results from five people on, after closing; while others vote only what leads, and that after one’s own vote', async () => {
  await open();
  for (const name of ['Anna', 'Bram', 'Carla', 'Dirk']) await vote(name, ['o1', 1]);
  expect((await newest(world.person('Anna').personId)).result).toEqual({ kind: 'hidden', why: 'open' });
  await vote('Eva', ['o2', 1]);
  expect((await newest(world.person('Floor').personId)).result.kind).toBe('hidden');
  expect((await newest()).result.kind).toBe('hidden');
  expect((await newest(world.person('Anna').personId)).result).toEqual({ kind: 'leading', options: ['Taal'] });
  await close();
  const { result } = await newest();
  expect(result.kind === 'full' && result.lines.map((l) => [l.text, l.votes])).toEqual([
    ['Taal', 4],
    ['Digitaal', 1],
  ]);
});

test('fewer than five stay hidden, and a poll that was closed never opens again', async () => {
  await open();
  for (const name of ['Anna', 'Bram', 'Carla', 'Dirk']) await vote(name, ['o1', 1]);
  await close();
  expect((await newest(world.person('Anna').personId)).result).toEqual({ kind: 'hidden', why: 'tooFew' });
  await expect(vote('Eva', ['o2', 1])).rejects.toMatchObject({ code: 'invalid' });
  await open({ clientKey: (await newest()).id });
  expect((await newest()).closed).toBe(true);
});

test('dots are people, not dots: two people with three each are too few', async () => {
  await open({ kind: 'dots', dots: 3, options: ['a', 'b', 'c'] });
  await vote('Anna', ['o1', 3]);
  await vote('Bram', ['o1', 1], ['o2', 2]);
  await expect(vote('Carla', ['o1', 4])).rejects.toMatchObject({ code: 'invalid' });
  await close();
  expect((await newest()).result.kind).toBe('hidden');
  expect((await newest()).voters).toBe(2);
});

test('one is open at a time, and the same press by two leaders is one poll', async () => {
  const joris = await world.house.specialist(world.library, 'Joris');
  await Promise.all([open(), open({}, joris)]);
  expect(await polls()).toHaveLength(1);
  world.house.now = world.minutes(6);
  await open({ question: 'En dan?' });
  expect((await polls()).map((p) => p.closed)).toEqual([false, true]);
});

test('only who is of the meeting votes, and only leaders open and close', async () => {
  await open();
  const stranger = await world.house.ctx(await world.house.learner(world.library));
  const input = { momentId: world.momentId, pollId: (await newest()).id, chosen: [{ optionId: 'o1', dots: 1 }] };
  await expect(castVote(stranger, input)).rejects.toMatchObject({ code: 'notFound' });
  await expect(open({}, world.person('Anna'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(open({ options: ['één'] })).rejects.toMatchObject({ code: 'invalid' });
});
