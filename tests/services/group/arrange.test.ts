import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { account, auditEvent, certificate, employment, membership, outbox } from '#src/db/schema/index.ts';
import type { Context } from '#src/services/context.ts';
import { changeRule } from '#src/services/group-rule/change.ts';
import { openRule } from '#src/services/group-rule/open.ts';
import { writeMeeting } from '#src/services/group-rule/wish.ts';
import { openArrangement } from '#src/services/group/arrange.ts';
import { listAllGroups } from '#src/services/group/list-all.ts';
import { closeGroup, makeGroup, renameGroup } from '#src/services/group/make.ts';
import { addLeaders, removeLeader } from '#src/services/leader/change.ts';
import { addMemberByEmail, addMembers, listAddable, removeMember } from '#src/services/membership/change.ts';
import { newId } from '#src/services/new-id.ts';
import { openTestHouse, testModules, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;
let libraryId: string;
let noor: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  ctx = await house.ctx(await house.person({ name: 'Ada Beheer', role: 'administrator' }));
  libraryId = await house.library('Duinrand');
  noor = await house.learner(libraryId, 'Noor');
});
afterEach(() => house.close());

const make = (name: string, more = {}) =>
  makeGroup(ctx, { id: newId(), libraryId, courseId: 'frontoffice', name, kind: 'normal', ...more });
const mails = async () => (await house.db.select().from(outbox)).map((row) => row.payload);
const members = async (groupId: string) => (await openArrangement(ctx, groupId)).members.rows.map((m) => m.name);

test('from nothing: a group is made, asks what the course has, gets a leader and members', async () => {
  const samira = await house.specialist(libraryId, 'Samira');
  const groupId = await make('Najaar');
  const form = await openRule(ctx, groupId);
  expect(form).toMatchObject({ ruleId: 'geen', award: 'certificate' });
  expect(form.modules.filter((m) => m.chosen).map((m) => m.id)).toEqual(house.catalogue.courses.get('frontoffice')?.modules);
  await changeRule(ctx, {
    groupId,
    ruleId: form.ruleId,
    award: form.award,
    moduleIds: form.modules.filter((m) => m.chosen).map((m) => m.id),
    meetings: form.slots.filter((s) => s.ticked).map((s) => writeMeeting(s.source, s.title)),
  });
  await addLeaders(ctx, { groupId, personIds: [samira.personId] });
  await addMembers(ctx, { groupId, personIds: [noor.personId] });
  expect(await openArrangement(ctx, groupId)).toMatchObject({
    rule: { award: 'certificaat', meetings: [{ nr: 1 }, { nr: 2 }, { nr: 3 }] },
    leaders: [{ name: 'Samira' }],
    active: 1,
  });
});

test('the same form sent twice makes one group; a name that runs already is refused', async () => {
  const id = newId();
  for (let i = 0; i < 2; i++) await make('Najaar', { id });
  expect((await listAllGroups(ctx, {})).total).toBe(1);
  await expect(make('NAJAAR')).rejects.toMatchObject({ errors: [{ field: 'naam' }] });
  await closeGroup(ctx, { groupId: id, closed: true });
  await make('Najaar');
  await expect(closeGroup(ctx, { groupId: id, closed: false })).rejects.toMatchObject({ errors: [{ field: 'naam' }] });
});

test('a course without lessons and a library that ended can not be chosen', async () => {
  house.unwrite('privacy-basis');
  ctx = { ...ctx, catalogue: house.catalogue };
  await expect(make('x', { courseId: 'privacy-basis' })).rejects.toMatchObject({ errors: [{ field: 'cursus' }] });
  await expect(make('x', { courseId: 'bestaatniet' })).rejects.toMatchObject({ errors: [{ field: 'cursus' }] });
  await expect(make('x', { libraryId: await house.poi() })).rejects.toMatchObject({ errors: [{ field: 'bibliotheek' }] });
});

test('who is added hears it once, and may earn at once', async () => {
  const group = await house.group({ libraryId, name: 'Najaar', meetings: 0 });
  for (const module of testModules) await house.pass(noor, module);
  for (let i = 0; i < 2; i++) await addMembers(ctx, { groupId: group.id, personIds: [noor.personId, noor.personId] });
  expect((await mails()).map((m) => m.kind)).toEqual(['addedToGroup', 'certificateEarned']);
  expect((await mails())[0]).toMatchObject({ to: noor.email, values: { name: 'Noor', group: 'Najaar', library: 'Duinrand' } });
  expect(await house.db.select().from(certificate)).toMatchObject([{ personId: noor.personId, kind: 'participation' }]);
});

test('leaving keeps the row, and coming back is the same membership', async () => {
  const group = await house.group({ libraryId, members: [noor] });
  for (let i = 0; i < 2; i++) await removeMember(ctx, { groupId: group.id, personId: noor.personId });
  expect(await openArrangement(ctx, group.id)).toMatchObject({ active: 0, left: 1 });
  expect((await openArrangement(ctx, group.id, { staat: 'weg' })).members.rows).toMatchObject([{ name: 'Noor' }]);
  await addMembers(ctx, { groupId: group.id, personIds: [noor.personId] });
  expect(await house.db.select().from(membership)).toMatchObject([{ leftAt: null }]);
  const changes = await house.db.select().from(auditEvent).where(eq(auditEvent.subjectId, noor.personId));
  expect(changes.map((e) => e.detail?.change)).toEqual(['left', 'rejoined']);
});

test('only people of the library can be picked, and nobody who was switched off', async () => {
  const group = await house.group({ libraryId });
  const stranger = await house.learner(await house.library());
  await expect(addMembers(ctx, { groupId: group.id, personIds: [stranger.personId] })).rejects.toMatchObject({ code: 'invalid' });
  await expect(addLeaders(ctx, { groupId: group.id, personIds: [stranger.personId] })).rejects.toMatchObject({ code: 'invalid' });
  await expect(addMembers(ctx, { groupId: group.id, personIds: [] })).rejects.toMatchObject({ errors: [{ field: 'persoon' }] });
  await house.db.run(`update person set deactivated_at = 1 where id = '${noor.personId}'`);
  await expect(addMembers(ctx, { groupId: group.id, personIds: [noor.personId] })).rejects.toMatchObject({ code: 'invalid' });
  expect((await listAddable(ctx, group.id, 'member', {})).rows).toEqual([]);
});

test('an e-mail adds someone new by invitation, and someone from elsewhere as an employee too', async () => {
  const group = await house.group({ libraryId });
  for (let i = 0; i < 2; i++) await addMemberByEmail(ctx, { groupId: group.id, email: 'nieuw@duinrand.example' });
  expect((await mails()).map((m) => m.kind)).toEqual(['invitation', 'meetingChanged']);
  expect(await house.db.select().from(account).where(eq(account.email, 'nieuw@duinrand.example'))).toHaveLength(1);

  const lena = await house.learner(await house.library('Heuvelland'), 'Lena');
  await addMemberByEmail(ctx, { groupId: group.id, email: lena.email });
  expect(await house.db.select().from(employment).where(eq(employment.personId, lena.personId))).toHaveLength(2);
  expect(await members(group.id)).toEqual(['Lena', 'nieuw@duinrand.example']);
});

test('whoever never came gets a fresh invitation in place of a mail that asks to sign in', async () => {
  const ivo = await house.person({ role: 'learner', organisationId: libraryId, password: null });
  const group = await house.group({ libraryId });
  await addMembers(ctx, { groupId: group.id, personIds: [ivo.personId] });
  expect((await mails()).map((m) => m.kind)).toEqual(['invitation', 'meetingChanged']);
});

test('specialists come first where leaders are chosen; a leader may be a member too', async () => {
  const samira = await house.specialist(libraryId, 'Zamira');
  const group = await house.group({ libraryId, members: [samira] });
  expect((await listAddable(ctx, group.id, 'leader', {})).rows.map((p) => p.name)).toEqual(['Zamira', 'Noor']);
  for (let i = 0; i < 2; i++) await addLeaders(ctx, { groupId: group.id, personIds: [samira.personId, noor.personId] });
  expect((await openArrangement(ctx, group.id)).leaders.map((l) => l.name)).toEqual(['Noor', 'Zamira']);
  house.now = new Date(house.now.getTime() + 1000);
  await removeLeader(await house.ctx(await house.person({ role: 'administrator' })), {
    groupId: group.id,
    personId: noor.personId,
  });
  expect((await house.actor(noor))?.leads.size).toBe(0);
  expect((await house.actor(samira))?.leads.size).toBe(1);
});

test('a closed group takes nobody, until it is opened again', async () => {
  const group = await house.group({ libraryId });
  for (let i = 0; i < 2; i++) await closeGroup(ctx, { groupId: group.id, closed: true });
  await expect(addMembers(ctx, { groupId: group.id, personIds: [noor.personId] })).rejects.toMatchObject({ code: 'invalid' });
  await expect(addMemberByEmail(ctx, { groupId: group.id, email: noor.email })).rejects.toMatchObject({
    errors: [{ field: 'email' }],
  });
  await closeGroup(ctx, { groupId: group.id, closed: false });
  await addMembers(ctx, { groupId: group.id, personIds: [noor.personId] });
  expect(await members(group.id)).toEqual(['Noor']);
});

test('the list finds groups that lack something', async () => {
  const samira = await house.specialist(libraryId);
  await make('Zonder alles');
  await house.group({ libraryId, name: 'Zonder begeleider' });
  await house.group({ libraryId, name: 'Zonder bijeenkomst', leaders: [samira], meetings: 0 });
  await house.group({ libraryId, name: 'Compleet', leaders: [samira] });
  const lacking = async (mist: string) => (await listAllGroups(ctx, { mist })).rows.map((g) => g.name);
  expect(await lacking('onderdelen')).toEqual(['Zonder alles']);
  expect(await lacking('begeleider')).toEqual(['Zonder alles', 'Zonder begeleider']);
  expect(await lacking('bijeenkomsten')).toEqual(['Zonder bijeenkomst']);
  expect((await listAllGroups(ctx, { zoek: 'duinrand', volgorde: 'nieuw' })).total).toBe(4);
});

test('a group gets another name once', async () => {
  const group = await house.group({ libraryId, name: 'Najaar' });
  for (let i = 0; i < 2; i++) await renameGroup(ctx, { groupId: group.id, name: 'Winter' });
  expect((await openArrangement(ctx, group.id)).name).toBe('Winter');
  expect(await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'groupChanged'))).toHaveLength(1);
});
