import ICAL from 'ical.js';
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invitationFile } from '#src/calendar/file.ts';
import * as table from '#src/db/schema/index.ts';
import { makeFeedAddress, viewFeedAddress } from '#src/services/calendar/address.ts';
import { readFeed } from '#src/services/calendar/read-feed.ts';
import { newId } from '#src/services/new-id.ts';
import { addAdvice } from '#src/services/pilot-advice/add.ts';
import { takeBackAdvice } from '#src/services/pilot-advice/withdraw.ts';
import { addPilotAgreement } from '#src/services/pilot-agreement/add.ts';
import { changePilotAgreement } from '#src/services/pilot-agreement/change.ts';
import { finishPilotAgreement } from '#src/services/pilot-agreement/finish.ts';
import { openPilotAgreement } from '#src/services/pilot-agreement/open-change.ts';
import { withdrawPilotAgreement } from '#src/services/pilot-agreement/withdraw.ts';
import { cancelContact } from '#src/services/pilot-contact/cancel.ts';
import { changeContact } from '#src/services/pilot-contact/change.ts';
import { openContact } from '#src/services/pilot-contact/open-change.ts';
import { planContact } from '#src/services/pilot-contact/plan.ts';
import { openTalk } from '#src/services/pilot/open-talk.ts';
import { leavePilot } from '#src/services/pilot/answer.ts';
import { endPilot } from '#src/services/pilot/change.ts';
import { ownPilotWork } from '#src/services/pilot/own-work.ts';
import { runReminders } from '#src/services/reminder/run.ts';
import { openPilotWorld, outcome, type PilotWorld, type Side } from './world.ts';

let world: PilotWorld;
beforeEach(async () => {
  world = await openPilotWorld();
});
afterEach(() => world.house.close());

const ctx = (who: Side) => world.house.ctx(world.people[who]);
const at = () => ({ pilotId: world.pilotId, partId: world.partId });
const page = async (who: Side = 'specialist') => openTalk(await ctx(who), at());
const mails = async () => world.house.db.select().from(table.outbox).orderBy(asc(table.outbox.dueAt), asc(table.outbox.id));
const mailsTo = async (who: Side) => (await mails()).filter((m) => m.personId === world.people[who].personId);
const clear = () => world.house.db.delete(table.outbox);
const later = (minutes = 1) => void (world.house.now = new Date(world.house.now.getTime() + minutes * 60_000));

const advise = async (who: Side = 'adviser', more: Partial<Parameters<typeof addAdvice>[1]> = {}) => {
  const id = newId();
  await addAdvice(await ctx(who), {
    ...at(),
    clientKey: id,
    body: 'Nodig het Taalhuis uit.\nEen kwartier is genoeg.',
    confirmed: false,
    ...more,
  });
  return more.clientKey ?? id;
};
const agree = async (who: Side = 'adviser', more: Partial<Parameters<typeof addPilotAgreement>[1]> = {}) => {
  const clientKey = newId();
  await addPilotAgreement(await ctx(who), {
    ...at(),
    clientKey,
    body: 'Stuur het draaiboek rond.',
    ownerId: world.people.specialist.personId,
    due: '2027-03-01',
    confirmed: false,
    ...more,
  });
  return more.clientKey ?? clientKey;
};
const hours = { day: '2027-02-16', start: '10:00', end: '10:45', place: 'We bellen' };
const plan = async (who: Side = 'adviser', more: Partial<Parameters<typeof planContact>[1]> = {}) => {
  const clientKey = newId();
  await planContact(await ctx(who), {
    ...at(),
    clientKey,
    about: 'de tweede bijeenkomst',
    ...hours,
    confirmed: false,
    ...more,
  });
  return more.clientKey ?? clientKey;
};
const leave = () =>
  world.house.db.update(table.pilotLibrary).set({ endedAt: world.house.now }).where(eq(table.pilotLibrary.id, world.partId));

describe('advice', () => {
  test('is read by the library’s specialists, who get one mail without its text; taken back it is gone', async () => {
    const id = await advise();
    await advise('adviser', { clientKey: id });
    expect((await page()).advice).toMatchObject([{ by: 'Marit Claassen, 10 februari 2027' }]);
    const sent = await mailsTo('specialist');
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent)).not.toContain('Taalhuis');
    expect(await mails()).toHaveLength(1);
    await takeBackAdvice(await ctx('colleague'), { ...at(), adviceId: id });
    await takeBackAdvice(await ctx('colleague'), { ...at(), adviceId: id });
    expect((await page()).advice).toEqual([]);
  });

  test('goes by no mail to who switched it off', async () => {
    const personId = world.people.specialist.personId;
    await world.house.db.insert(table.mailOff).values({ personId, kind: 'pilotAdvice', at: world.house.now });
    await advise();
    expect(await mails()).toEqual([]);
  });

  test('that looks like data of a customer is stopped until its writer says it isn’t', async () => {
    const body = 'Bel mevrouw op 06 12 34 56 78.';
    await expect(advise('adviser', { body })).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'geenKlant' }] });
    await advise('adviser', { body, confirmed: true });
    expect((await page()).advice).toHaveLength(1);
  });
});

test.each([
  ['adviser', 'done', 'done', 'done'],
  ['colleague', 'done', 'done', 'done'],
  ['foreignAdviser', 'notFound', 'notFound', 'notFound'],
  ['specialist', 'done', 'done', 'forbidden'],
  ['neighbour', 'notFound', 'notFound', 'forbidden'],
  ['foreignSpecialist', 'notFound', 'notFound', 'forbidden'],
  ['learner', 'forbidden', 'forbidden', 'forbidden'],
  ['administrator', 'forbidden', 'forbidden', 'forbidden'],
] as const)(
  '%s opens the page: %s; writes, changes and ticks an agreement: %s; advises and plans: %s',
  async (who, open, both, own) => {
    const [agreementId, adviceId, contactId] = [await agree(), await advise(), await plan()];
    const change = { ...at(), agreementId, seen: '', body: 'Iets anders.', ownerId: '', due: '2027-03-01', confirmed: false };
    const asks = {
      page: () => page(who),
      openAgreement: async () => openPilotAgreement(await ctx(who), { ...at(), agreementId }),
      done: async () => finishPilotAgreement(await ctx(who), { agreementId, done: true }),
      agree: () => agree(who),
      withdraw: async () => withdrawPilotAgreement(await ctx(who), { ...at(), agreementId }),
      advise: () => advise(who),
      takeBack: async () => takeBackAdvice(await ctx(who), { ...at(), adviceId }),
      plan: () => plan(who),
      openContact: async () => openContact(await ctx(who), { ...at(), contactId }),
      cancel: async () => cancelContact(await ctx(who), { ...at(), contactId }),
    };
    expect(await outcome(asks.page())).toBe(open);
    expect(await outcome(asks.openAgreement())).toBe(open);
    const changed = await outcome(changePilotAgreement(await ctx(who), change));
    expect(changed).toBe(both === 'done' ? 'conflict' : both);
    for (const name of ['done', 'agree', 'withdraw'] as const) expect([name, await outcome(asks[name]())]).toEqual([name, both]);
    for (const name of ['advise', 'takeBack', 'plan', 'openContact', 'cancel'] as const)
      expect([name, await outcome(asks[name]())]).toEqual([name, own]);
  },
);

test('what belongs to another library’s part is not found under this one', async () => {
  const elsewhere = { pilotId: world.pilotId, partId: world.neighbourPart };
  const [agreementId, adviceId, contactId] = [await agree(), await advise(), await plan()];
  const adviser = await ctx('adviser');
  const neighbour = await ctx('neighbour');
  for (const attempt of [
    () => openPilotAgreement(adviser, { ...elsewhere, agreementId }),
    () => withdrawPilotAgreement(adviser, { ...elsewhere, agreementId }),
    () => takeBackAdvice(adviser, { ...elsewhere, adviceId }),
    () => openContact(adviser, { ...elsewhere, contactId }),
    () => cancelContact(adviser, { ...elsewhere, contactId }),
    () => openTalk(adviser, { ...elsewhere, pilotId: 'een-andere' }),
    () => finishPilotAgreement(neighbour, { agreementId, done: true }),
    () => finishPilotAgreement(adviser, { agreementId: 'bestaat-niet', done: true }),
  ])
    // One at a time: a refusal nobody waits for yet counts as an error of its own.
    expect(await outcome(attempt())).toBe('notFound');
  await expect(agree('adviser', { ownerId: world.people.neighbour.personId })).rejects.toMatchObject({
    errors: [{ field: 'wie' }],
  });
});

describe('an agreement', () => {
  const seen = async (agreementId: string, who: Side = 'adviser') =>
    (await openPilotAgreement(await ctx(who), { ...at(), agreementId })).seen;
  const change = async (who: Side, agreementId: string, more: Partial<Parameters<typeof changePilotAgreement>[1]>) =>
    changePilotAgreement(await ctx(who), {
      ...at(),
      agreementId,
      seen: more.seen ?? (await seen(agreementId)),
      body: 'Stuur het draaiboek rond.',
      ownerId: world.people.specialist.personId,
      due: '2027-03-01',
      confirmed: false,
      ...more,
    });

  test('is made once however often the form comes in, and mailed once to whoever does it, unless they wrote it', async () => {
    const id = await agree();
    await agree('adviser', { clientKey: id });
    await agree('specialist');
    expect((await page()).agreements).toHaveLength(2);
    expect(await mails()).toHaveLength(1);
    expect(await mailsTo('specialist')).toMatchObject([{ payload: { kind: 'pilotAgreement' } }]);
    expect((await ownPilotWork(await ctx('specialist'))).agreements).toHaveLength(2);
    expect((await ownPilotWork(await ctx('adviser'))).agreements).toEqual([]);
  });

  test('handed over, is mailed to who has it now', async () => {
    const id = await agree();
    await clear();
    expect(await change('specialist', id, { ownerId: world.people.adviser.personId })).toEqual({ told: true });
    expect((await mails()).map((m) => m.personId)).toEqual([world.people.adviser.personId]);
    expect((await ownPilotWork(await ctx('adviser'))).agreements).toMatchObject([{ with: 'Bibliotheek Duinrand, Pilot Duin' }]);
  });

  test('changed by two at once: the second hears it, and saves after having read', async () => {
    const id = await agree();
    const both = await seen(id);
    await change('specialist', id, { seen: both, body: 'Stuur het rond en bel na.' });
    // The same press twice is no conflict.
    await change('specialist', id, { seen: both, body: 'Stuur het rond en bel na.' });
    await expect(change('adviser', id, { seen: both, due: '2027-03-05' })).rejects.toMatchObject({
      code: 'conflict',
      errors: [{ field: 'gezien' }],
    });
    expect(await openPilotAgreement(await ctx('adviser'), { ...at(), agreementId: id })).toMatchObject({
      now: { body: 'Stuur het rond en bel na.', due: '1 maart 2027' },
    });
    await change('adviser', id, { due: '2027-03-05' });
    expect((await page()).agreements).toMatchObject([{ body: 'Stuur het draaiboek rond.', due: '5 maart 2027' }]);
  });

  test('taken away while someone changed it: they hear it, and can write it down anew', async () => {
    const id = await agree();
    await withdrawPilotAgreement(await ctx('specialist'), { ...at(), agreementId: id });
    await expect(change('adviser', id, { body: 'Iets nieuws.' })).rejects.toMatchObject({ code: 'conflict' });
    expect((await openPilotAgreement(await ctx('adviser'), { ...at(), agreementId: id })).gone).not.toBeNull();
    expect((await page()).agreements).toEqual([]);
  });

  test('is ticked off by either side and opened again; twice is once', async () => {
    const id = await agree();
    for (const who of ['adviser', 'specialist'] as const) {
      await finishPilotAgreement(await ctx(who), { agreementId: id, done: true });
      await finishPilotAgreement(await ctx(who), { agreementId: id, done: true });
      expect((await page()).agreements).toMatchObject([{ state: 'done' }]);
      await finishPilotAgreement(await ctx(who), { agreementId: id, done: false });
      expect((await page()).agreements).toMatchObject([{ state: 'open' }]);
    }
  });

  test('of who works elsewhere now is on their own page no more', async () => {
    await agree();
    await world.house.db
      .update(table.employment)
      .set({ until: world.house.now })
      .where(eq(table.employment.personId, world.people.specialist.personId));
    later();
    await world.house.employ(world.people.specialist, 'educationSpecialist', await world.house.library('Elders'));
    expect((await ownPilotWork(await ctx('specialist'))).agreements).toEqual([]);
  });
});

describe('a talk', () => {
  /** What a calendar program of this person reads. */
  const readBy = async (who: Side) =>
    (await mailsTo(who)).flatMap(({ payload, dueAt }) => {
      if (!payload.invitation) return [];
      const organiser = { name: 'Baliewijs', email: 'noreply@baliewijs.example' };
      const file = invitationFile(payload.invitation, { organiser, email: payload.to, stamp: dueAt });
      const calendar = new ICAL.Component(ICAL.parse(file) as never);
      const component = calendar.getFirstSubcomponent('vevent');
      if (!component) throw new Error('no event');
      const event = new ICAL.Event(component);
      const method = String(calendar.getFirstPropertyValue('method'));
      return [{ method, uid: event.uid, sequence: event.sequence, starts: event.startDate.toJSDate().toISOString() }];
    });
  const feed = async (who: Side) => {
    const { token } = await viewFeedAddress(await ctx(who), null);
    await makeFeedAddress(await ctx(who), token);
    return readFeed(await world.house.ctx(null), token);
  };
  const change = async (contactId: string, more: Partial<Parameters<typeof changeContact>[1]> = {}, who: Side = 'adviser') =>
    changeContact(await ctx(who), {
      ...at(),
      contactId,
      about: 'de tweede bijeenkomst',
      ...hours,
      confirmed: false,
      seen: more.seen ?? (await openContact(await ctx(who), { ...at(), contactId })).seen,
      ...more,
    });

  test('stands in the calendars of specialists and adviser, moves with it, and goes out: one uid, rising sequence', async () => {
    const id = await plan();
    await plan('adviser', { clientKey: id });
    later();
    await change(id, { day: '2027-02-18' });
    await change(id, { day: '2027-02-18' });
    later();
    await cancelContact(await ctx('colleague'), { ...at(), contactId: id });
    await cancelContact(await ctx('colleague'), { ...at(), contactId: id });
    for (const who of ['specialist', 'adviser'] as const) {
      const read = await readBy(who);
      expect(read.map((r) => [r.method, r.sequence])).toEqual([
        ['REQUEST', 0],
        ['REQUEST', 1],
        ['CANCEL', 2],
      ]);
      expect(new Set(read.map((r) => r.uid)).size).toBe(1);
      expect(read[1]?.starts).toBe('2027-02-18T09:00:00.000Z');
    }
    expect(await mailsTo('colleague')).toEqual([]);
    expect(await mailsTo('learner')).toEqual([]);
    expect((await page()).off).toHaveLength(1);
  });

  test('is in the feed of whom it is for, and of nobody else', async () => {
    const id = await plan();
    for (const who of ['specialist', 'adviser'] as const)
      expect(await feed(who)).toMatchObject([{ title: 'Gesprek: de tweede bijeenkomst', place: 'We bellen', sequence: 0 }]);
    for (const who of ['colleague', 'foreignAdviser', 'neighbour', 'foreignSpecialist', 'learner'] as const)
      expect(await feed(who)).toEqual([]);
    expect((await ownPilotWork(await ctx('specialist'))).contacts).toMatchObject([{ with: 'POI Duinstreek, Pilot Duin' }]);
    await cancelContact(await ctx('adviser'), { ...at(), contactId: id });
    expect(await feed('specialist')).toEqual([]);
  });

  test('changed by two at once: the second hears it', async () => {
    const id = await plan();
    const { seen } = await openContact(await ctx('adviser'), { ...at(), contactId: id });
    await change(id, { seen, start: '09:00' }, 'colleague');
    await expect(change(id, { seen, place: 'Zaal boven' })).rejects.toMatchObject({ code: 'conflict' });
    await change(id, { place: 'Zaal boven', start: '09:00' });
    expect((await page()).coming).toMatchObject([{ place: 'Zaal boven' }]);
  });

  test('lies ahead and within the pilot; what is past can’t change any more, and gives the advice its first line', async () => {
    await expect(plan('adviser', { day: '2027-02-09' })).rejects.toMatchObject({ errors: [{ field: 'dag' }] });
    await expect(plan('adviser', { day: '2027-04-11' })).rejects.toMatchObject({ errors: [{ field: 'dag' }] });
    const id = await plan('adviser', { day: '2027-04-10' });
    const first = await plan();
    world.house.now = new Date('2027-03-01T09:00:00Z');
    await expect(change(first, { day: '2027-03-08' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(cancelContact(await ctx('adviser'), { ...at(), contactId: first })).rejects.toMatchObject({ code: 'invalid' });
    const opened = await openTalk(await ctx('adviser'), { ...at(), after: first });
    expect(opened.adviceStart).toBe('Na ons gesprek van 16 februari 2027 over de tweede bijeenkomst:\n');
    expect(opened.coming).toMatchObject([{ id }]);
  });

  test('of an adviser who left is taken over by who changes it', async () => {
    const id = await plan();
    await world.house.db
      .update(table.employment)
      .set({ until: world.house.now })
      .where(eq(table.employment.personId, world.people.adviser.personId));
    later();
    await change(id, { start: '09:00' }, 'colleague');
    expect(await readBy('colleague')).toMatchObject([{ method: 'REQUEST', sequence: 1 }]);
    expect(await feed('colleague')).toHaveLength(1);
    expect(await feed('adviser')).toEqual([]);
  });

  test('is called off when the library leaves', async () => {
    await plan();
    later();
    await leavePilot(await ctx('specialist'), { partId: world.partId });
    expect((await readBy('specialist')).map((r) => r.method)).toEqual(['REQUEST', 'CANCEL']);
    await leavePilot(await ctx('specialist'), { partId: world.partId });
    expect(await readBy('specialist')).toHaveLength(2);
  });

  test('is called off when the adviser stops the pilot', async () => {
    await plan();
    later();
    await endPilot(await ctx('adviser'), { pilotId: world.pilotId });
    expect((await readBy('specialist')).map((r) => r.method)).toEqual(['REQUEST', 'CANCEL']);
    await endPilot(await ctx('adviser'), { pilotId: world.pilotId });
    expect(await readBy('specialist')).toHaveLength(2);
  });

  test('that was already held stays when the library leaves', async () => {
    await plan();
    world.house.now = new Date('2027-02-17T09:00:00Z');
    await leavePilot(await ctx('specialist'), { partId: world.partId });
    expect((await readBy('specialist')).map((r) => r.method)).toEqual(['REQUEST']);
  });
});

describe('read only, with a sentence why', () => {
  const refusedAll = async () => {
    const before = { advice: await world.house.db.select().from(table.pilotAdvice) };
    expect(await outcome(advise())).toBe('invalid');
    expect(await outcome(agree('specialist'))).toBe('invalid');
    expect(await outcome(plan())).toBe('invalid');
    expect(await world.house.db.select().from(table.pilotAdvice)).toEqual(before.advice);
  };

  test('once the library left; nothing of it waits for anyone', async () => {
    const [id, contactId] = [await agree(), await plan()];
    await leave();
    expect((await page()).closed).toBe(
      'Bibliotheek Duinrand doet sinds 10 februari 2027 niet meer mee aan deze pilot. Je kunt alles nog lezen, maar niets meer veranderen.',
    );
    await refusedAll();
    expect(await outcome(finishPilotAgreement(await ctx('specialist'), { agreementId: id, done: true }))).toBe('invalid');
    expect(await outcome(cancelContact(await ctx('adviser'), { ...at(), contactId }))).toBe('invalid');
    expect(await ownPilotWork(await ctx('specialist'))).toEqual({ agreements: [], contacts: [] });
  });

  test('once the pilot is over or was stopped, and before the library said yes', async () => {
    await agree();
    await world.house.db.update(table.pilot).set({ endedAt: world.house.now });
    expect((await page('adviser')).closed).toContain('gestopt op 10 februari 2027');
    await refusedAll();
    await world.house.db.update(table.pilot).set({ endedAt: null });
    await world.house.db.update(table.pilotLibrary).set({ acceptedAt: null });
    expect((await page()).closed).toContain('nog niet gezegd of ze meedoet');
    await refusedAll();
    await world.house.db.update(table.pilotLibrary).set({ acceptedAt: world.house.now });
    world.house.now = new Date('2027-04-12T09:00:00Z');
    expect((await page()).closed).toContain('klaar op 11 april 2027');
    expect(await outcome(agree('adviser', { due: '2027-05-01' }))).toBe('invalid');
    expect((await ownPilotWork(await ctx('specialist'))).agreements).toEqual([]);
  });
});

test('the mail of the week tells what comes up: a talk, and an agreement that is due, to who still is on that side', async () => {
  await plan('adviser', { day: '2027-02-18' });
  await agree('adviser', { due: '2027-02-19' });
  await agree('specialist', { due: '2027-03-19', body: 'Iets van later.' });
  await agree('specialist', { due: '2027-02-16', body: 'Iets van wie weg is.', ownerId: world.people.colleague.personId });
  await world.house.db
    .update(table.employment)
    .set({ until: world.house.now })
    .where(eq(table.employment.personId, world.people.colleague.personId));
  await clear();
  world.house.now = new Date('2027-02-15T07:00:00Z');
  await runReminders(await world.house.ctx());
  const told = Object.fromEntries((await mails()).map(({ payload }) => [payload.values.name, payload.values.leading]));
  expect(Object.keys(told).sort()).toEqual(['Marit Claassen', 'Samira Haddad']);
  expect(told['Marit Claassen']).toBe(
    'Je hebt een gesprek over de pilot op donderdag 18 februari 2027, 10 uur tot 10.45 uur. Het gaat over: de tweede bijeenkomst. Plaats: We bellen.',
  );
  expect(told['Samira Haddad']?.split('\n')[1]).toBe(
    'In de pilot ‘Pilot Duin’ pak jij dit op: Stuur het draaiboek rond. Klaar op 19 februari 2027.',
  );
});
