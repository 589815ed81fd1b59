import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import type { Context } from '#src/services/context.ts';
import { answerPoll, openOwnPoll } from '#src/services/date-poll/answer.ts';
import { callOffPoll, choosePollDay, openPoll, startPoll } from '#src/services/date-poll/lead.ts';
import { listOwnMeetings } from '#src/services/meeting/list-own.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;
let anna: TestPerson;
let bram: TestPerson;
let group: Awaited<ReturnType<House['group']>>;

beforeEach(async () => {
  house = await openTestHouse();
  const libraryId = await house.library();
  const samira = await house.specialist(libraryId, 'Samira');
  [anna, bram] = [await house.learner(libraryId, 'Anna'), await house.learner(libraryId, 'Bram')];
  group = await house.group({ libraryId, members: [anna, bram], leaders: [samira] });
  ctx = await house.ctx(samira);
});
afterEach(() => house.close());

const at = () => ({ groupId: group.id, nr: 3 });
const option = (row: number, day: string) => ({ row, day, start: '09:00', end: '10:30', place: 'Zaal' });
const start = (more: Partial<Parameters<typeof startPoll>[1]> = {}) =>
  startPoll(ctx, {
    ...at(),
    id: 'prikker',
    until: '2027-02-20',
    options: [option(1, '2027-03-02'), option(2, '2027-03-04')],
    ...more,
  });
const own = async (who: TestPerson) => openOwnPoll(await house.ctx(who), { pollId: 'prikker', can: null });
const answer = async (who: TestPerson, ...said: ('yes' | 'ifNeeded' | 'no')[]) => {
  const { options } = await own(who);
  await answerPoll(await house.ctx(who), {
    pollId: 'prikker',
    answers: said.map((a, i) => ({ optionId: options[i]?.id ?? '', answer: a })),
  });
};

test('the group is asked with a link per day; opening one changes nothing, answering again changes the answer', async () => {
  await start();
  await start();
  const sent = await house.db.select().from(table.outbox);
  expect(sent.map((m) => m.payload.kind)).toEqual(['datePoll', 'datePoll']);
  expect(sent[0]?.payload.values.day1).toContain('Ik kan op dinsdag 2 maart 2027');
  const clicked = new URL(sent[0]?.payload.values.link2 ?? '').searchParams.get('kan');
  const page = await openOwnPoll(await house.ctx(anna), { pollId: 'prikker', can: clicked });
  expect(page.options.map((o) => o.answer)).toEqual([null, 'yes']);
  expect(await house.db.select().from(table.datePollAnswer)).toEqual([]);
  expect((await listOwnMeetings(await house.ctx(anna))).polls).toHaveLength(1);
  await answer(anna, 'yes', 'no');
  await answer(anna, 'ifNeeded', 'yes');
  expect((await own(anna)).options.map((o) => o.answer)).toEqual(['ifNeeded', 'yes']);
});

test('the leader sees who can when, and the day that is chosen is planned for everybody', async () => {
  await start();
  await answer(anna, 'no', 'yes');
  await answer(bram, 'ifNeeded', 'yes');
  const { poll } = await openPoll(ctx, at());
  expect(poll).toMatchObject({
    state: 'open',
    answered: 2,
    options: [
      { best: false, tally: '1 als het moet, 1 nee' },
      { best: true, tally: '2 ja' },
    ],
  });
  const optionId = poll?.options[1]?.id ?? '';
  await choosePollDay(ctx, { ...at(), optionId });
  await choosePollDay(ctx, { ...at(), optionId });
  const planned = (await house.db.select().from(table.moment)).filter((m) => m.icalUid.startsWith(optionId));
  expect(planned).toMatchObject([{ startsAt: new Date('2027-03-04T08:00:00Z'), place: 'Zaal' }]);
  expect(await house.db.select().from(table.momentExpected)).toHaveLength(2);
  expect((await own(anna)).chosen).toContain('donderdag 4 maart 2027');
  await expect(answer(anna, 'yes')).rejects.toMatchObject({ code: 'invalid' });
});

test('it closes on its day, and can be called off', async () => {
  await start();
  house.now = new Date('2027-02-21T09:00:00Z');
  await expect(answer(anna, 'yes')).rejects.toMatchObject({ code: 'invalid' });
  ctx = { ...ctx, now: house.now };
  expect((await openPoll(ctx, at())).poll?.state).toBe('over');
  await callOffPoll(ctx, at());
  expect((await openPoll(ctx, at())).poll?.state).toBe('calledOff');
});

test('days gone by, one day, the same day twice, and a last day after the first choice are refused', async () => {
  const fields = async (more: Parameters<typeof start>[0]) =>
    start(more).then(
      () => 'asked',
      (error: { errors: { field?: string }[] }) => error.errors.map((e) => e.field).join(),
    );
  expect(await fields({ options: [option(1, '2027-02-01'), option(2, '2027-03-01')] })).toBe('dag1');
  expect(await fields({ options: [option(1, '2027-03-01')] })).toBe('dag1');
  expect(await fields({ options: [option(1, '2027-03-01'), option(3, '2027-03-01')] })).toBe('dag3');
  expect(await fields({ options: [option(1, '2027-03-01'), { ...option(2, '2027-03-02'), end: '' }] })).toBe('einde2');
  expect(await fields({ until: '2027-03-03' })).toBe('tot');
  expect(await fields({ until: '2027-02-01' })).toBe('tot');
});

test('of another group it isn’t there', async () => {
  await start();
  const stranger = await house.learner(await house.library());
  await expect(own(stranger)).rejects.toMatchObject({ code: 'notFound' });
});
