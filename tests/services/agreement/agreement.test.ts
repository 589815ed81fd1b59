import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { addAgreement } from '#src/services/agreement/add.ts';
import { changeAgreement } from '#src/services/agreement/change.ts';
import { finishAgreement } from '#src/services/agreement/finish.ts';
import { openAgreementChange } from '#src/services/agreement/open-change.ts';
import { openYield } from '#src/services/agreement/open-yield.ts';
import { withdrawAgreement } from '#src/services/agreement/withdraw.ts';
import { openCard } from '#src/services/card/open.ts';
import { openGroup } from '#src/services/group/open.ts';
import { keepIntention } from '#src/services/intention/save.ts';
import { openIntention } from '#src/services/intention/open.ts';
import { saveFromMeeting } from '#src/services/local/from-meeting.ts';
import { newId } from '#src/services/new-id.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '../attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => (world = await openGroupWorld()));
afterEach(() => world.house.close());

const at = () => ({ groupId: world.group.id, nr: 2 });
const add = async (more: Partial<Parameters<typeof addAgreement>[1]> = {}, by: TestPerson = world.samira) =>
  addAgreement(await world.house.ctx(by), {
    ...at(),
    clientKey: newId(),
    body: 'Hang de kaart op.',
    ownerId: world.person('Anna').personId,
    due: '2027-02-24',
    confirmed: false,
    ...more,
  });
const ofAnna = async () => (await openCard(await world.house.ctx(world.person('Anna')), { groupId: null })).card?.together;
const page = async (by = world.samira) => openYield(await world.house.ctx(by), at());

describe('an agreement', () => {
  test('is mailed once to whoever does it, and stands on the leerkaart, the yield and the group page', async () => {
    await add({ clientKey: 'zelfde' });
    await add({ clientKey: 'zelfde' });
    expect(await world.mails('agreementMade')).toMatchObject([
      {
        personId: world.person('Anna').personId,
        payload: { values: { agreement: 'Hang de kaart op.', due: '24 februari 2027' } },
      },
    ]);
    expect((await ofAnna())?.agreements).toMatchObject([{ body: 'Hang de kaart op.', state: 'open', due: '24 februari 2027' }]);
    expect((await page()).agreements).toHaveLength(1);
    const group = await openGroup(await world.house.ctx(world.samira), { groupId: world.group.id });
    expect(group.agreements).toMatchObject([{ owner: 'Anna' }]);
    expect((await openCard(await world.house.ctx(world.person('Bram')), { groupId: null })).card?.together.agreements).toEqual(
      [],
    );
  });

  test('needs somebody of the group, and a day that is not past', async () => {
    const stranger = await world.house.learner(world.library, 'Vreemd');
    await expect(add({ ownerId: stranger.personId })).rejects.toMatchObject({ errors: [{ field: 'wie' }] });
    for (const due of ['2027-02-09', '2029-03-01', '2027-02-31'])
      await expect(add({ due })).rejects.toMatchObject({ errors: [{ field: 'datum' }] });
    await expect(add({ body: 'Bel 06-12345678' })).rejects.toMatchObject({ errors: [{ field: 'geenKlant' }] });
    await add({ body: 'Bel 06-12345678', confirmed: true });
    await add({ due: '2027-02-10', ownerId: world.samira.personId });
    expect(await world.house.db.select().from(table.agreement)).toHaveLength(2);
  });

  test('is ticked off by its owner or a leader, and by nobody else', async () => {
    await add({ clientKey: 'een' });
    const finish = async (who: TestPerson, done = true) =>
      finishAgreement(await world.house.ctx(who), { agreementId: 'een', done });
    await expect(finish(world.person('Bram'))).rejects.toMatchObject({ code: 'notFound' });
    await finish(world.person('Anna'));
    await finish(world.person('Anna'));
    expect((await ofAnna())?.agreements).toMatchObject([{ state: 'done', note: 'Gedaan op 10 februari 2027.' }]);
    await finish(world.samira, false);
    expect((await ofAnna())?.agreements).toMatchObject([{ state: 'open' }]);
  });

  test('that is late is said kindly', async () => {
    await add();
    world.house.now = new Date('2027-03-01T09:00:00Z');
    expect((await ofAnna())?.agreements).toMatchObject([
      { state: 'late', note: 'De dag was 24 februari 2027. Lukt het nog? Een nieuwe dag afspreken mag ook.' },
    ]);
  });

  test('that is taken off is on nobody’s card', async () => {
    await add({ clientKey: 'een' });
    const input = { groupId: world.group.id, agreementId: 'een' };
    const otherSpecialist = await world.house.specialist(await world.house.library());
    await expect(withdrawAgreement(await world.house.ctx(otherSpecialist), input)).rejects.toMatchObject({ code: 'notFound' });
    await withdrawAgreement(await world.house.ctx(world.samira), input);
    expect((await ofAnna())?.agreements).toEqual([]);
    await expect(
      finishAgreement(await world.house.ctx(world.person('Anna')), { agreementId: 'een', done: true }),
    ).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is not recorded in a closed group or by a participant; a practice group mails nobody', async () => {
    await expect(add({}, world.person('Anna'))).rejects.toMatchObject({ code: 'forbidden' });
    await world.house.db.update(table.learningGroup).set({ kind: 'practice' });
    await add();
    expect(await world.mails('agreementMade')).toEqual([]);
    await world.house.db.update(table.learningGroup).set({ closedAt: world.house.now });
    await expect(add()).rejects.toMatchObject({ code: 'invalid' });
    expect((await page()).recordable).toBe(false);
  });
});

describe('an agreement that is changed', () => {
  beforeEach(() => add({ clientKey: 'een' }));
  const open = async () => openAgreementChange(await world.house.ctx(world.samira), { ...at(), agreementId: 'een' });
  const change = async (more: Partial<Parameters<typeof changeAgreement>[1]> = {}, by: TestPerson = world.samira) =>
    changeAgreement(await world.house.ctx(by), {
      ...at(),
      agreementId: 'een',
      seen: more.seen ?? (await open()).seen,
      body: 'Hang de kaart op.',
      ownerId: world.person('Anna').personId,
      due: '2027-02-24',
      confirmed: false,
      ...more,
    });
  const told = async () => (await world.mails('agreementMade')).map((mail) => mail.personId);
  const [anna, bram] = [() => world.person('Anna').personId, () => world.person('Bram').personId];

  test('stands so from then on, and only who takes it on from now hears of it, once', async () => {
    await change({ body: 'Hang de kaart bij de telefoon.', due: '2027-03-03' });
    expect((await ofAnna())?.agreements).toMatchObject([{ body: 'Hang de kaart bij de telefoon.', due: '3 maart 2027' }]);
    expect(await told()).toEqual([anna()]);
    world.house.now = new Date(world.house.now.getTime() + 1000);
    expect(await change({ ownerId: bram() })).toEqual({ told: true });
    expect(await change({ ownerId: bram() })).toEqual({ told: false });
    expect(await told()).toEqual([anna(), bram()]);
    expect((await ofAnna())?.agreements).toEqual([]);
    // Anna gets it back, and hears that she does.
    world.house.now = new Date(world.house.now.getTime() + 1000);
    await change();
    expect(await told()).toEqual([anna(), bram(), anna()]);
  });

  test('by two at once: the second hears it and saves after having read; taken away meanwhile, it can be written anew', async () => {
    const { seen } = await open();
    await change({ seen, body: 'Hang de kaart bij de telefoon.' });
    await change({ seen, body: 'Hang de kaart bij de telefoon.' });
    await expect(change({ seen, due: '2027-03-03' })).rejects.toMatchObject({ code: 'conflict', errors: [{ field: 'gezien' }] });
    expect(await open()).toMatchObject({ gone: null, now: { body: 'Hang de kaart bij de telefoon.', owner: 'Anna' } });
    await change({ due: '2027-03-03' });
    await withdrawAgreement(await world.house.ctx(world.samira), { groupId: world.group.id, agreementId: 'een' });
    await expect(change({ body: 'Iets anders.' })).rejects.toMatchObject({ code: 'conflict' });
    expect((await open()).gone).not.toBeNull();
  });

  test('is kept in the audit trail, as one that is made', async () => {
    await change();
    await change({ ownerId: bram(), due: '2027-03-03' });
    expect(await world.events('agreementChanged')).toMatchObject([
      { entityId: 'een', actorId: world.samira.personId, subjectId: anna(), detail: { change: 'made' } },
      { subjectId: bram(), detail: { change: 'changed', what: 'owner due', dueBefore: '2027-02-24' } },
    ]);
  });

  test('keeps to the rules of adding; a day or owner that stood there already may stay', async () => {
    await expect(change({ due: '2027-02-09' })).rejects.toMatchObject({ errors: [{ field: 'datum' }] });
    const stranger = await world.house.learner(world.library, 'Vreemd');
    await expect(change({ ownerId: stranger.personId })).rejects.toMatchObject({ errors: [{ field: 'wie' }] });
    await expect(change({ body: 'Bel 06-12345678' })).rejects.toMatchObject({ errors: [{ field: 'geenKlant' }] });
    await expect(change({}, world.person('Anna'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(change({ nr: 1 })).rejects.toMatchObject({ code: 'notFound' });
    await world.house.db.update(table.membership).set({ leftAt: world.house.now }).where(eq(table.membership.personId, anna()));
    world.house.now = new Date('2027-03-01T09:00:00Z');
    await change({ body: 'Hang de kaart toch op.' });
    expect(await open()).toMatchObject({
      start: { body: 'Hang de kaart toch op.', ownerId: anna() },
      form: { days: { first: '2027-02-24', proposed: '2027-02-24' } },
    });
    expect((await open()).form?.owners.map((o) => o.value)).toContain(anna());
    await world.house.db.update(table.learningGroup).set({ closedAt: world.house.now });
    await expect(change()).rejects.toMatchObject({ code: 'invalid' });
    expect((await open()).form).toBeNull();
  });

  test('mails nobody who takes a rest, and nobody about what is done already', async () => {
    await world.house.db.update(table.membership).set({ pausedAt: world.house.now }).where(eq(table.membership.personId, bram()));
    await change({ ownerId: bram() });
    await finishAgreement(await world.house.ctx(world.samira), { agreementId: 'een', done: true });
    await change({ ownerId: world.samira.personId });
    expect(await told()).toEqual([anna()]);
  });
});

describe('into Bij ons', () => {
  const save = async (by: TestPerson, more: object = {}) =>
    saveFromMeeting(await world.house.ctx(by), {
      ...at(),
      slotId: 'priorities',
      body: '1. Vraag door.',
      seen: 0,
      sure: false,
      ...more,
    });

  test('goes in one step, by the rules of the local layer', async () => {
    await save(world.samira);
    expect(await world.house.db.select().from(table.localText)).toMatchObject([
      { body: '1. Vraag door.', ownerId: world.samira.personId, libraryId: world.library, reviewBy: '2027-08-10' },
    ]);
    // Someone else was first.
    await expect(save(world.samira, { body: '2. Bel.' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(save(world.samira, { slotId: 'code-of-conduct' })).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is for specialists of the library: another leader reads whom to tell', async () => {
    const leader = await world.house.learner(world.library, 'Ilse');
    await world.house.db
      .insert(table.leader)
      .values({ id: newId(), groupId: world.group.id, personId: leader.personId, kind: 'leader', from: world.house.now });
    world.house.now = new Date(world.house.now.getTime() + 1000);
    expect((await page(leader)).local).toEqual({ kind: 'notYours', ask: 'Samira Haddad' });
    await expect(save(leader)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await page()).local).toMatchObject({ kind: 'form', slotId: 'priorities' });
  });
});

describe('an intention', () => {
  const third = () => world.meetings.third.id;
  const keep = async (who: TestPerson, body: string, shared = false) =>
    keepIntention(await world.house.ctx(who), { meetingId: third(), body, shared, confirmed: false });
  const shared = async () => (await openYield(await world.house.ctx(world.samira), { ...at(), nr: 3 })).shared?.lines;

  test('is one’s own, unless it is shared', async () => {
    const [anna, bram] = [world.person('Anna'), world.person('Bram')];
    await keep(anna, 'Ik vraag door.');
    await keep(bram, 'Ik loop mee.', true);
    expect(await shared()).toEqual([{ name: 'Bram', body: 'Ik loop mee.' }]);
    expect(await openIntention(await world.house.ctx(anna), { meetingId: third() })).toMatchObject({
      question: 'Hoe pak ik mijn rol op?',
      body: 'Ik vraag door.',
      shared: false,
      reader: 'Samira Haddad',
    });
    expect((await ofAnna())?.intentions).toMatchObject([{ body: 'Ik vraag door.', shared: false }]);
    await keep(bram, 'Ik loop mee.');
    expect(await shared()).toEqual([]);
  });

  test('an empty text takes it away, and a stranger’s meeting is not there', async () => {
    await keep(world.person('Anna'), 'Ik vraag door.', true);
    await keep(world.person('Anna'), '');
    expect(await world.house.db.select().from(table.intention)).toEqual([]);
    const stranger = await world.house.learner(world.library);
    await expect(keep(stranger, 'Hallo')).rejects.toMatchObject({ code: 'notFound' });
    await expect(openIntention(await world.house.ctx(world.samira), { meetingId: third() })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
