import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { giveParticipation } from '#src/services/certificate/give-participation.ts';
import type { Context } from '#src/services/context.ts';
import { inviteMembersAgain } from '#src/services/membership/invite-again.ts';
import { addMemberList, checkMemberList } from '#src/services/membership/list.ts';
import { openPeople } from '#src/services/membership/people.ts';
import { leaveGroup, pauseMember } from '#src/services/membership/rest.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;
let libraryId: string;
let anna: TestPerson;
let group: Awaited<ReturnType<House['group']>>;

beforeEach(async () => {
  house = await openTestHouse();
  libraryId = await house.library('Bibliotheek Duinrand');
  const samira = await house.specialist(libraryId, 'Samira');
  anna = await house.learner(libraryId, 'Anna');
  group = await house.group({ libraryId, members: [anna], leaders: [samira] });
  ctx = await house.ctx(samira);
});
afterEach(() => house.close());

const people = async (filter = '') => openPeople(ctx, { groupId: group.id, filter });
const mails = async () => (await house.db.select().from(table.outbox)).map((m) => m.payload.kind);
const memberships = () => house.db.select().from(table.membership);

test('a list is checked line by line, and saves nothing', async () => {
  const bram = await house.learner(libraryId, 'Bram');
  const other = await house.learner(await house.library(), 'Elders');
  const text = [anna.email, bram.email, other.email, 'nieuw@duinrand.example', 'Gerda Pluim', 'fout@', bram.email].join('\n');
  const checked = await checkMemberList(ctx, { groupId: group.id, text });
  expect(checked.lines.map((l) => l.verdict)).toEqual([
    'Zit al in de groep.',
    'Werkt hier al als Bram. Komt in de groep.',
    // An account elsewhere is told as if it were new: nobody learns who works where.
    'Nieuw: krijgt een uitnodiging per mail.',
    'Nieuw: krijgt een uitnodiging per mail.',
    'Geen e-mail: krijgt een gebruikersnaam en een kaart.',
    'Het e-mailadres klopt niet.',
    'Deze staat ook op regel 2.',
  ]);
  expect(checked).toMatchObject({ adds: 4, faults: 2 });
  expect(await memberships()).toHaveLength(1);
});

test('the good lines come in once, however often the list is sent', async () => {
  const text = 'Noor de Wit <noor@duinrand.example>\nGerda Pluim\nGerda\u0007';
  await expect(addMemberList(ctx, { groupId: group.id, text })).resolves.toEqual({ added: 2 });
  await expect(addMemberList(ctx, { groupId: group.id, text })).rejects.toMatchObject({ errors: [{ field: 'lijst' }] });
  expect(await memberships()).toHaveLength(3);
  expect((await mails()).filter((kind) => kind === 'invitation')).toHaveLength(1);
  expect((await people()).people.map((p) => [p.name, p.login, p.state])).toEqual([
    ['Anna', anna.email, 'Is ingelogd geweest.'],
    ['Gerda Pluim', 'gerda.pluim', 'Heeft nog geen kaart.'],
    ['Noor de Wit', 'noor@duinrand.example', 'Uitgenodigd op 10 feb 2027, nog niet geweest.'],
  ]);
  expect((await people('wacht')).people).toHaveLength(2);
});

test('three hundred lines with errors are answered, three hundred people come in, and more is too much', async () => {
  const wrong = Array.from({ length: 300 }, (_, i) => `fout${i}@`).join('\n');
  expect(await checkMemberList(ctx, { groupId: group.id, text: wrong })).toMatchObject({ adds: 0, faults: 300 });
  await expect(checkMemberList(ctx, { groupId: group.id, text: `${wrong}\nx@` })).rejects.toMatchObject({ code: 'invalid' });
  const right = Array.from({ length: 300 }, (_, i) => `p${i}@duinrand.example`).join('\n');
  await expect(addMemberList(ctx, { groupId: group.id, text: right })).resolves.toEqual({ added: 300 });
  expect((await people()).counts).toMatchObject({ active: 301, waiting: 300 });
  // Asked again within ten minutes nobody gets a second mail; later everybody one.
  expect(await inviteMembersAgain(ctx, { groupId: group.id, personId: null })).toEqual({ sent: 0 });
  house.now = new Date(house.now.getTime() + 3_600_000);
  ctx = { ...ctx, now: house.now };
  expect(await inviteMembersAgain(ctx, { groupId: group.id, personId: null })).toEqual({ sent: 300 });
}, 60_000);

test('a practice group invites nobody', async () => {
  group = await house.group({ libraryId, kind: 'practice' });
  await addMemberList(ctx, { groupId: group.id, text: 'nieuw@duinrand.example' });
  expect(await mails()).toEqual([]);
  await expect(inviteMembersAgain(ctx, { groupId: group.id, personId: null })).rejects.toMatchObject({ code: 'invalid' });
});

test('a pause asks nothing, keeps what was done, and nobody counts on them; a leader may set it too', async () => {
  const third = group.meetings[2]?.moments[0]?.id ?? '';
  await house.expect(third, anna);
  const own = await house.ctx(anna);
  await pauseMember(own, { groupId: group.id, personId: anna.personId, paused: true });
  await pauseMember(own, { groupId: group.id, personId: anna.personId, paused: true });
  expect((await memberships())[0]).toMatchObject({ pausedAt: house.now, leftAt: null });
  expect(await house.db.select().from(table.momentExpected)).toEqual([]);
  expect((await people('pauze')).people).toHaveLength(1);
  await pauseMember(ctx, { groupId: group.id, personId: anna.personId, paused: false });
  expect((await memberships())[0]).toMatchObject({ pausedAt: null });
  const stranger = await house.ctx(await house.learner(libraryId));
  await expect(pauseMember(stranger, { groupId: group.id, personId: anna.personId, paused: true })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('who leaves keeps what they did, and can be given a proof of it', async () => {
  await house.pass(anna, 'landelijke-context');
  await leaveGroup(await house.ctx(anna), group.id);
  await leaveGroup(await house.ctx(anna), group.id);
  expect((await people('weg')).people).toMatchObject([{ name: 'Anna', left: true }]);
  expect(await house.db.select().from(table.moduleCompletion)).toHaveLength(1);
  await expect(giveParticipation(ctx, { groupId: group.id, personId: anna.personId, leaves: false })).resolves.toHaveProperty(
    'code',
  );
});
