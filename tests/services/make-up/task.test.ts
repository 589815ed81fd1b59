import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { replyKey } from '#src/domain/make-up-task.ts';
import { openCard } from '#src/services/card/open.ts';
import { openGroup } from '#src/services/group/open.ts';
import { acceptTask, returnTask } from '#src/services/make-up/judge.ts';
import { openTask } from '#src/services/make-up/open-task.ts';
import { openWork } from '#src/services/make-up/open-work.ts';
import { saveTask } from '#src/services/make-up/save-task.ts';
import { listOwnMeetings } from '#src/services/meeting/list-own.ts';
import { openMeeting } from '#src/services/meeting/open.ts';
import { newId } from '#src/services/new-id.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '../attendance/world.ts';

let world: GroupWorld;
let anna: TestPerson;
beforeEach(async () => {
  world = await openGroupWorld();
  anna = world.person('Anna');
  await world.tap('Anna', 'absent');
});
afterEach(() => world.house.close());

const meetingId = () => world.meetings.second.id;
const full = new Map([
  ['mist', 'De tijd van Klik & Tik.'],
  ['speerpunt', 'Doorvragen.'],
  ['afspraak', 'De kaart ophangen.'],
]);
const save = async (handIn: boolean, more: Partial<Parameters<typeof saveTask>[1]> = {}, who = anna) =>
  saveTask(await world.house.ctx(who), {
    meetingId: meetingId(),
    clientKey: newId(),
    answers: full,
    talked: false,
    handIn,
    confirmed: false,
    ...more,
  });
const task = async () => openTask(await world.house.ctx(anna), { meetingId: meetingId() });
const at = () => ({ groupId: world.group.id, nr: 2, personId: anna.personId });
const work = async () => openWork(await world.house.ctx(world.samira), at());
const accept = async (clientKey = newId(), workId?: string) =>
  acceptTask(await world.house.ctx(world.samira), { ...at(), workId: workId ?? (await work()).workId, clientKey });
const giveBack = async (reply: string) =>
  returnTask(await world.house.ctx(world.samira), {
    ...at(),
    workId: (await work()).workId,
    clientKey: newId(),
    reply,
    confirmed: false,
  });
const missing = async () => (await openCard(await world.house.ctx(anna), { groupId: null })).card?.card.missing;
const own = async () => (await listOwnMeetings(await world.house.ctx(anna))).past.find((m) => m.nr === 2);

describe('a make-up task', () => {
  test('is offered to who missed a meeting, on the leerkaart and with the meetings', async () => {
    expect((await task()).questions.map((q) => q.id)).toEqual(['mist', 'speerpunt', 'afspraak']);
    expect(await missing()).toMatchObject({
      links: [
        expect.anything(),
        { href: `/bijeenkomsten/${meetingId()}/inhalen`, label: 'Begin aan je inhaalopdracht van bijeenkomst 2' },
      ],
    });
    expect((await own())?.links[0]).toMatchObject({ label: 'Haal in met een opdracht', main: true });
  });

  test('is kept as a draft that nobody else sees', async () => {
    await save(false, { answers: new Map([['mist', 'Half']]) });
    expect(await task()).toMatchObject({ state: 'draft', saved: 'Bewaard op 10 februari 2027.' });
    await expect(work()).rejects.toMatchObject({ code: 'notFound' });
    expect(await world.mails('makeUpHandedIn')).toEqual([]);
    expect((await openMeeting(await world.house.ctx(world.samira), { groupId: world.group.id, nr: 2 })).waiting).toEqual([]);
  });

  test('asks every question before it is handed in, and stops what is too long or looks like a customer', async () => {
    await expect(save(true, { answers: new Map([['mist', 'Ja']]) })).rejects.toMatchObject({
      errors: [{ field: 'antwoord:speerpunt' }, { field: 'antwoord:afspraak' }],
    });
    await expect(save(false, { answers: new Map([['mist', 'a'.repeat(1001)]]) })).rejects.toMatchObject({
      errors: [{ field: 'antwoord:mist' }],
    });
    const bsn = new Map(full).set('mist', 'Het nummer was 123456782.');
    await expect(save(true, { answers: bsn })).rejects.toMatchObject({ errors: [{ field: 'geenKlant' }] });
    await save(true, { answers: bsn, confirmed: true });
    // Who said so once isn't asked again.
    await save(true, { answers: bsn });
    expect(await task()).toMatchObject({ state: 'waiting' });
  });

  test('waits for the leader, who is told once a day and finds it on the meeting and the group', async () => {
    await save(true, { clientKey: 'een' });
    await save(true, { clientKey: 'een' });
    await save(true);
    expect(await world.mails('makeUpHandedIn')).toMatchObject([{ personId: world.samira.personId }]);
    const mail = JSON.stringify(await world.mails('makeUpHandedIn'));
    expect(mail).not.toContain('Anna');
    const ctx = await world.house.ctx(world.samira);
    expect((await openMeeting(ctx, { groupId: world.group.id, nr: 2 })).waiting).toMatchObject([{ name: 'Anna' }]);
    expect((await openGroup(ctx, { groupId: world.group.id })).todo.map((t) => t.text)).toContain(
      'Bij bijeenkomst 2 wacht één inhaalopdracht op jou.',
    );
    expect((await missing())?.sentences).toContain('Je inhaalopdracht van bijeenkomst 2 wacht op Samira Haddad.');
    expect((await own())?.status).toBe('Je opdracht is ingeleverd. Die wacht op Samira Haddad.');
    expect(await work()).toMatchObject({ name: 'Anna', talked: false, answers: [{ answer: 'De tijd van Klik & Tik.' }, {}, {}] });
  });

  test('accepted, it makes up for the meeting: with the certificate in the same transaction, and once', async () => {
    await world.almostDone(anna);
    await save(true);
    const { workId } = await work();
    expect((await accept('klik', workId)).issued).toHaveLength(1);
    expect((await accept('klik', workId)).issued).toHaveLength(0);
    expect(await world.house.db.select().from(table.makeUp)).toMatchObject([{ how: 'task', personId: anna.personId }]);
    expect(await world.certificates()).toHaveLength(1);
    expect(await world.mails('makeUpAccepted')).toHaveLength(1);
    expect(await task()).toMatchObject({ closed: 'Je hebt deze bijeenkomst ingehaald, op 10 februari 2027.' });
    await expect(save(true)).rejects.toMatchObject({ code: 'invalid' });
    await expect(work()).rejects.toMatchObject({ code: 'notFound' });
  });

  test('goes back with a question, and keeps what was written', async () => {
    await save(true);
    await giveBack('Wat keek je na?');
    expect(await world.mails('makeUpReturned')).toMatchObject([{ payload: { values: { reply: 'Wat keek je na?' } } }]);
    expect(await task()).toMatchObject({
      state: 'returned',
      reply: 'Wat keek je na?',
      questions: [{ answer: 'De tijd van Klik & Tik.' }, {}, {}],
    });
    // It stays beside a draft, and goes when it is handed in again.
    await save(false);
    expect((await task()).reply).toBe('Wat keek je na?');
    await save(true);
    expect((await task()).reply).toBeNull();
    const rows = await world.house.db.select().from(table.makeUpWork);
    expect(rows.at(-1)?.response).not.toHaveProperty(replyKey);
    await accept();
  });

  test('that changed after it was read is not accepted unread', async () => {
    await save(true);
    const { workId } = await work();
    await save(true, { answers: new Map(full).set('mist', 'Iets anders.') });
    await expect(accept('k', workId)).rejects.toMatchObject({ code: 'conflict' });
    expect(await world.house.db.select().from(table.makeUp)).toEqual([]);
  });

  test('is not for who was there, not while a moment is to come, and not for a stranger', async () => {
    await expect(save(true, {}, await world.house.learner(world.library))).rejects.toMatchObject({ code: 'notFound' });
    await world.house.moment(meetingId(), new Date(world.house.now.getTime() + 86_400_000));
    await expect(save(true)).rejects.toMatchObject({ code: 'invalid' });
    expect((await task()).closed).toMatch(/^Er komt nog een moment/);
    await world.tap('Bram', 'present');
    await expect(save(true, {}, world.person('Bram'))).rejects.toMatchObject({ code: 'invalid' });
  });

  test('of a meeting without a guide there is none: one agrees how, as before', async () => {
    await world.house.db.update(table.meeting).set({ templateId: null });
    await expect(task()).rejects.toMatchObject({ code: 'notFound' });
    expect((await missing())?.sentences).toContain(
      'Je was niet bij bijeenkomst 2. Je kunt die inhalen. Vraag het aan Samira Haddad.',
    );
    expect((await own())?.links).toEqual([]);
  });
});
