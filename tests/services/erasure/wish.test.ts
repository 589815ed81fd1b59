import { afterEach, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import { askErasure } from '#src/services/erasure/ask.ts';
import { carryOutNow } from '#src/services/erasure/carry-out.ts';
import { listErasures, openWish } from '#src/services/erasure/list.ts';
import { runErasures } from '#src/services/erasure/night.ts';
import { openErasure } from '#src/services/erasure/open.ts';
import { keepAwayAccount, withdrawErasure } from '#src/services/erasure/withdraw.ts';
import { openGroup } from '#src/services/group/open.ts';
import { openCertificate } from '#src/services/certificate/open.ts';
import { openAttendance } from '#src/services/attendance/open.ts';
import { newId } from '#src/services/new-id.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let library: string;
let who: TestPerson;
let administrator: TestPerson;
beforeEach(async () => {
  house = await openTestHouse({ now: new Date('2027-02-10T09:00:00Z') });
  library = await house.library();
  who = await house.learner(library, 'Wilhelmina Zonderspoor');
  administrator = await house.person({ role: 'administrator' });
});
afterEach(() => house.close());

const terms = { audit: 2, mail: 30, away: 3 };
const right = { password: 'zeer-geheim-1', keepsCertificates: true };
const ask = async (of = who, given: { password?: string; keepsCertificates: boolean } = right) =>
  askErasure(await house.ctx(of), given);
const night = async (days: number) => runErasures(await house.ctx(null, { now: addDays(house.now, days) }), terms);
const wishes = () => house.db.select().from(table.erasureRequest);
const mails = async () => (await house.db.select().from(table.outbox)).map(({ payload }) => payload.kind);
const nameOf = async (personId: string) =>
  (await house.db.select().from(table.person).where(eq(table.person.id, personId)))[0]?.name;

test('it is asked with a password, once, and carried out in the night after fourteen days', async () => {
  await expect(ask(who, { password: 'fout', keepsCertificates: true })).rejects.toMatchObject({ code: 'invalid' });
  await expect(ask(who, { keepsCertificates: true })).rejects.toMatchObject({ errors: [{ field: 'wachtwoord' }] });
  await Promise.all([ask(), ask()]);
  await ask();
  expect(await wishes()).toHaveLength(1);
  expect(await mails()).toEqual(['erasureAsked']);

  expect(await night(12.7)).toMatchObject({ erased: 0, told: 0 });
  expect(await night(13.7)).toMatchObject({ erased: 0, told: 1 });
  expect(await nameOf(who.personId)).toBe('Wilhelmina Zonderspoor');
  expect(await mails()).toContain('erasureTomorrow');
  expect(await night(14.7)).toMatchObject({ erased: 1 });
  expect(await nameOf(who.personId)).toBeNull();
  // All that is left of their mail is the last one.
  expect(await mails()).toEqual(['erasureDone']);
  expect(await house.db.select().from(table.session)).toEqual([]);
  expect(await house.ctx(who)).toMatchObject({ actor: null });
  expect(await night(15.7)).toMatchObject({ erased: 0 });
});

test('it can be taken back until then, and asked again', async () => {
  await ask();
  await withdrawErasure(await house.ctx(who));
  await withdrawErasure(await house.ctx(who));
  expect(await night(20)).toMatchObject({ erased: 0, told: 0 });
  house.now = addDays(house.now, 1);
  await ask();
  expect((await openErasure(await house.ctx(who))).open).toMatchObject({ cause: 'asked', due: '25 februari 2027' });
});

test('eight wrong passwords and no more', async () => {
  for (let n = 0; n < 8; n++) await ask(who, { password: 'fout', keepsCertificates: true }).catch(() => {});
  await expect(ask()).rejects.toMatchObject({ code: 'tooMany' });
});

test('who has no password shows who they are by having just signed in', async () => {
  const card = await house.person({ password: null });
  await house.employ(card, 'learner', library);
  const ctx = await house.ctx(card);
  await expect(askErasure(ctx, { keepsCertificates: true })).rejects.toMatchObject({ code: 'invalid' });
  const session = await house.sessions.create(card.accountId, 'own', house.now);
  const actor = ctx.actor && { ...ctx.actor, sessionId: session.sessionId };
  await askErasure({ ...ctx, actor }, { keepsCertificates: true });
  expect(await wishes()).toHaveLength(1);
});

test('the only leader and the only administrator are told what to arrange first, and the night waits for it', async () => {
  const leader = await house.specialist(library);
  const group = await house.group({ libraryId: library, leaders: [leader], name: 'Najaar' });
  await expect(ask(leader)).rejects.toMatchObject({ errors: [{ message: expect.stringContaining('‘Najaar’') as string }] });
  await expect(ask(administrator)).rejects.toMatchObject({
    errors: [{ message: expect.stringContaining('enige beheerder') as string }],
  });
  const second = await house.specialist(library);
  await house.db
    .insert(table.leader)
    .values({ id: newId(), groupId: group.id, personId: second.personId, kind: 'leader', from: house.now });
  await ask(leader);
  await house.db.delete(table.leader).where(eq(table.leader.personId, second.personId));
  expect(await night(15)).toMatchObject({ erased: 0, waiting: 1 });
  const { rows } = await listErasures(await house.ctx(administrator), {});
  expect(rows).toMatchObject([{ name: leader.name, first: [expect.stringContaining('Najaar')] }]);
  await house.db.update(table.learningGroup).set({ closedAt: house.now });
  expect(await night(16)).toMatchObject({ erased: 1 });
});

test('the administrator carries a wish out early; nobody else may, nor look', async () => {
  await ask();
  const [wish] = await wishes();
  const id = wish?.id ?? '';
  for (const other of [await house.learner(library), await house.specialist(library)]) {
    const ctx = await house.ctx(other);
    await expect(carryOutNow(ctx, id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(openWish(ctx, id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listErasures(ctx, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(keepAwayAccount(ctx, id)).rejects.toMatchObject({ code: 'forbidden' });
  }
  const ctx = await house.ctx(administrator);
  await expect(keepAwayAccount(ctx, id)).rejects.toMatchObject({ code: 'invalid' });
  await Promise.all([carryOutNow(ctx, id), carryOutNow(ctx, id)]);
  expect(await nameOf(who.personId)).toBeNull();
  const events = await house.db.select().from(table.auditEvent);
  expect(events.filter(({ kind }) => kind === 'personErased')).toMatchObject([
    { actorId: administrator.personId, subjectId: null, entityId: id },
  ]);
});

test('a group keeps its pages and its figures; a certificate stays without or with the name', async () => {
  const specialist = await house.specialist(library);
  const colleague = await house.learner(library);
  const group = await house.group({ libraryId: library, members: [who, colleague], leaders: [specialist] });
  const [meeting] = group.meetings;
  const moment = meeting?.moments[0]?.id ?? '';
  await house.expect(moment, who, colleague);
  await house.mark(moment, who);
  await house.pass(who, 'nieuwe-klanten');
  const code = await house.certificate(group.id, group.ruleId, who);
  await ask(who, { ...right, keepsCertificates: false });
  await night(15);
  const ctx = await house.ctx(specialist);
  expect(JSON.stringify(await openGroup(ctx, { groupId: group.id }))).not.toContain('Wilhelmina');
  const list = await openAttendance(ctx, { groupId: group.id, nr: 1, momentId: moment });
  expect(JSON.stringify(list)).toContain(colleague.name);
  expect(JSON.stringify(list)).not.toContain('zonder naam');
  expect(await openCertificate(await house.ctx(), code)).toMatchObject({ name: '', revoked: null, mine: false });
  // Two were in the group, one was there and passed: as before.
  expect(await house.db.select().from(table.membership)).toHaveLength(2);
  expect(await house.db.select().from(table.attendanceMark)).toHaveLength(1);
  expect(await house.db.select().from(table.moduleCompletion)).toHaveLength(1);
});

test('whoever leaves an account unused is told sixty days before, and stays by signing in', async () => {
  const later = addDays(house.now, 3 * 366);
  await house.db.update(table.employment).set({ from: new Date('2026-01-01T00:00:00Z') });
  const used = await house.learner(library);
  await house.sessions.create(used.accountId, 'own', later);
  const at = async (days: number) => runErasures(await house.ctx(null, { now: addDays(later, days) }), terms);
  expect(await at(0)).toMatchObject({ warned: 2, erased: 0 });
  expect(await at(1)).toMatchObject({ warned: 0, erased: 0 });
  expect((await mails()).filter((kind) => kind === 'accountAway')).toHaveLength(2);
  // The administrator comes back; the other is erased, but not before.
  await house.db
    .insert(table.auditEvent)
    .values({ id: newId(), at: addDays(later, 30), kind: 'signIn', entity: 'account', entityId: administrator.accountId });
  expect(await at(58.5)).toMatchObject({ erased: 0, told: 0 });
  expect(await at(59.5)).toMatchObject({ erased: 0, told: 1, back: 1 });
  expect(await nameOf(who.personId)).not.toBeNull();
  expect(await at(60.5)).toMatchObject({ erased: 1 });
  expect(await nameOf(who.personId)).toBeNull();
  expect(await nameOf(administrator.personId)).not.toBeNull();
  expect(await nameOf(used.personId)).not.toBeNull();
});

test('of whoever has no address, the specialists of the library hear it by user name, sixty days before; else the administrator', async () => {
  const later = addDays(house.now, 3 * 366);
  const stay = { at: later, kind: 'signIn', entity: 'account' };
  const specialist = await house.specialist(library);
  const nowhere = await house.person();
  const colleague = await house.learner(library);
  for (const used of [administrator, specialist])
    await house.db.insert(table.auditEvent).values({ id: newId(), ...stay, entityId: used.accountId });
  await house.db.update(table.employment).set({ from: new Date('2026-01-01T00:00:00Z') });
  for (const [person, username] of [
    [who, 'mina.duin'],
    [colleague, 'kees.duin'],
    [nowhere, 'zomaar'],
  ] as const)
    await house.db.update(table.account).set({ email: null, username }).where(eq(table.account.id, person.accountId));
  const at = async (days: number) => runErasures(await house.ctx(null, { now: addDays(later, days) }), terms);
  expect(await at(0)).toMatchObject({ warned: 3, erased: 0 });
  expect(await at(1)).toMatchObject({ warned: 0 });
  const told = (await house.db.select().from(table.outbox)).filter(({ payload }) => payload.kind === 'accountsAway');
  const accounts = (personId: string) =>
    told.filter((mail) => mail.personId === personId).map(({ payload }) => payload.values.accounts?.split('\n').sort());
  expect(told).toHaveLength(2);
  expect(accounts(specialist.personId)).toEqual([['kees.duin', 'mina.duin']]);
  expect(accounts(administrator.personId)).toEqual([['zomaar']]);
  expect((await wishes()).map((wish) => wish.dueAt)).toEqual(Array(3).fill(addDays(later, 60)));
});
