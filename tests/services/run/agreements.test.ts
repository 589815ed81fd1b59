import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { addAgreement } from '#src/services/agreement/add.ts';
import { finishAgreement } from '#src/services/agreement/finish.ts';
import { withdrawAgreement } from '#src/services/agreement/withdraw.ts';
import { keepIntention } from '#src/services/intention/save.ts';
import { openIntention } from '#src/services/intention/open.ts';
import { newId } from '#src/services/new-id.ts';
import { openPaper } from '#src/services/run/open-paper.ts';
import { openParticipant } from '#src/services/run/open-participant.ts';
import { openRemote } from '#src/services/run/open-remote.ts';
import type { AgendaItem } from '#src/domain/agenda.ts';
import { openRunWorld, type RunWorld } from './world.ts';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
  const agenda: AgendaItem[] = [
    { minutes: 5, title: 'Welkom', form: 'kring', notes: [] },
    { minutes: 10, title: 'Afspraken', form: 'hele groep', tool: 'agreements', notes: [] },
    { minutes: 5, title: 'Mijn stap', form: 'alleen', tool: 'intention', question: 'Wat doe ik morgen?', notes: [] },
  ];
  await world.house.db
    .insert(table.meetingAgenda)
    .values({ id: 'a', meetingId: world.meetings.second.id, agenda, at: world.house.now });
});
afterEach(() => world.house.close());

const add = async (body: string, who = 'Anna', clientKey = newId()) =>
  addAgreement(await world.house.ctx(world.samira), {
    groupId: world.group.id,
    nr: 2,
    clientKey,
    body,
    ownerId: world.person(who).personId,
    due: '2027-03-24',
    confirmed: false,
  });
const participant = async (who = 'Anna') =>
  openParticipant(await world.house.ctx(world.person(who)), { momentId: world.momentId });

test('what the group agrees stands on the screen, the phone and each participant’s page, the last one on top', async () => {
  await world.lead({ kind: 'go', part: 1 });
  expect(await world.screen()).toMatchObject({ agreements: [], intention: false });
  await add('Hang de kaart op.');
  world.house.now = new Date(world.house.now.getTime() + 60_000);
  await add('Bel de school.', 'Bram');
  const lines = [
    { body: 'Bel de school.', owner: 'Bram', due: '24 maart 2027', done: false },
    { body: 'Hang de kaart op.', owner: 'Anna', due: '24 maart 2027', done: false },
  ];
  expect((await world.screen()).agreements).toMatchObject(lines);
  expect((await participant()).agreements).toMatchObject(lines);
  const phone = await openRemote(await world.house.ctx(world.samira), world.at);
  expect(phone.agreements).toMatchObject({ now: true, made: lines });
  expect(phone.agreements.form?.owners.map((o) => o.label)).toContain('Anna');
  await world.lead({ kind: 'go', part: 0 });
  expect((await world.screen()).agreements).toBeNull();
  expect((await participant()).agreements).toBeNull();
  await world.lead({ kind: 'end' });
  expect((await participant()).agreements).toMatchObject(lines);
});

test('screens hear of each change once', async () => {
  await world.lead({ kind: 'go', part: 1 });
  const { heard } = world.listen('all');
  const before = (await world.run()).revision;
  await add('Hang de kaart op.', 'Anna', 'een');
  await add('Hang de kaart op.', 'Anna', 'een');
  expect(heard).toEqual([before + 1]);
  const anna = await world.house.ctx(world.person('Anna'));
  await finishAgreement(anna, { agreementId: 'een', done: true });
  await finishAgreement(anna, { agreementId: 'een', done: true });
  expect((await world.screen()).agreements).toMatchObject([{ done: true }]);
  const input = { groupId: world.group.id, agreementId: 'een' };
  await withdrawAgreement(await world.house.ctx(world.samira), input);
  await withdrawAgreement(await world.house.ctx(world.samira), input);
  expect(heard).toEqual([before + 1, before + 2, before + 3]);
  expect((await world.screen()).agreements).toEqual([]);
});

test('an agreement needs no meeting that runs', async () => {
  await add('Hang de kaart op.');
  expect(await world.house.db.select().from(table.meetingRun)).toEqual([]);
});

test('an intention is asked with the way to one’s own page, and nobody hears who wrote one', async () => {
  await world.lead({ kind: 'go', part: 2 });
  const { heard } = world.listen('all');
  const page = await participant();
  expect(page).toMatchObject({ part: { question: 'Wat doe ik morgen?' }, intention: { written: false } });
  const { second } = world.meetings;
  expect(page.intention?.href).toBe(`/bijeenkomsten/${second.id}/voornemen?moment=${world.momentId}`);
  const before = JSON.stringify(await world.screen());
  const anna = await world.house.ctx(world.person('Anna'));
  await keepIntention(anna, { meetingId: second.id, body: 'Ik vraag door.', shared: true, confirmed: false });
  expect((await participant()).intention?.written).toBe(true);
  expect((await participant('Bram')).intention?.written).toBe(false);
  expect(heard).toEqual([]);
  expect(JSON.stringify(await world.screen())).toBe(before);
  expect(await openIntention(anna, { meetingId: second.id, momentId: world.momentId })).toMatchObject({
    question: 'Wat doe ik morgen?',
    back: { href: `/bijeenkomst/${world.momentId}` },
  });
  // Of another meeting, or none: no way back there.
  for (const momentId of ['x', world.meetings.third.moments[0]?.id ?? ''])
    expect(await openIntention(anna, { meetingId: second.id, momentId })).toMatchObject({
      momentId: null,
      back: { href: '/bijeenkomsten' },
    });
});

test('a guest of another group has no page for an intention', async () => {
  await world.lead({ kind: 'go', part: 2 });
  const guest = await world.house.learner(world.library, 'Gast');
  await world.house.db.insert(table.momentExpected).values({ id: newId(), momentId: world.momentId, personId: guest.personId });
  const page = await openParticipant(await world.house.ctx(guest), { momentId: world.momentId });
  expect(page.intention).toEqual({ href: null, written: false });
});

test('paper has lines for both', async () => {
  await add('Hang de kaart op.');
  const paper = await openPaper(await world.house.ctx(world.samira), world.at);
  expect(paper.sheets).toMatchObject([
    { title: 'Afspraken', write: { kind: 'agreements', made: [{ body: 'Hang de kaart op.' }], blanks: 5 } },
    { title: 'Mijn stap', write: { kind: 'intention' } },
  ]);
});
