import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  attendanceMark,
  auditEvent,
  buddyPair,
  certificateRevocation,
  employment,
  erasureRequest,
  membership,
  note,
  outbox,
  person,
  personMerge,
} from '#src/db/schema/index.ts';
import { findAccountByEmail } from '#src/db/queries/account.ts';
import { purgeExpired } from '#src/db/queries/purge.ts';
import { requestReset } from '#src/services/account/request-reset.ts';
import { openCertificate } from '#src/services/certificate/open.ts';
import { revokeCertificate } from '#src/services/certificate/revoke.ts';
import { newId } from '#src/services/new-id.ts';
import { addPerson } from '#src/services/person/add.ts';
import { openPerson } from '#src/services/person/open.ts';
import { followMerge } from '#src/services/person-merge/find.ts';
import { mergePeople } from '#src/services/person-merge/merge.ts';
import { previewMerge } from '#src/services/person-merge/preview.ts';
import { previewUndo, undoMerge } from '#src/services/person-merge/undo.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import { openTestHouse, testModules, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let admin: TestPerson;
let kept: TestPerson;
let gone: TestPerson;
let library: string;

beforeEach(async () => {
  house = await openTestHouse();
  admin = await house.person({ name: 'Ada Beheer', role: 'administrator' });
  library = await house.library('Duinrand');
  kept = await house.person({ name: 'Noor de Wit', email: 'noor@duinrand.example', role: 'learner', organisationId: library });
  gone = await house.person({ name: 'N. de Wit', email: 'n.dewit@heuvelland.example', password: 'heel-anders-2' });
  await house.employ(gone, 'learner', await house.library('Heuvelland'));
});
afterEach(() => house.close());

const ctx = () => house.ctx(admin);
const both = () => ({ keptId: kept.personId, goneId: gone.personId });
const merge = async (login: 'kept' | 'gone' = 'kept') => mergePeople(await ctx(), { ...both(), login });
const mergeId = async () => (await house.db.select().from(personMerge)).at(-1)?.id ?? '';
const undo = async () => undoMerge(await ctx(), await mergeId());
const reason = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { errors: { message: string }[] }) => error.errors[0]?.message ?? '',
  );
const later = (days: number) => (house.now = new Date(house.now.getTime() + days * 86_400_000));
const enter = async (email: string, password: string) =>
  signIn(await house.ctx(), { email, password, kind: 'own' }).then(
    (made) => made.actor.personId,
    (error: { code: string }) => error.code,
  );
const mails = async () => (await house.db.select().from(outbox)).map((m) => m.payload);

test('everything of the one is of the other, both are signed out, and who stays hears it by mail', async () => {
  const { token } = await house.sessions.create(kept.accountId, 'own', house.now);
  const { token: second } = await house.sessions.create(gone.accountId, 'own', house.now);
  for (const module of testModules) await house.pass(gone, module);
  await house.db
    .insert(note)
    .values({ id: 'n', personId: gone.personId, body: 'bibberen', createdAt: house.now, changedAt: house.now });
  expect(await previewMerge(await ctx(), both())).toMatchObject({
    refusal: null,
    goes: ['1 werkplek', '2 gehaalde modules', '1 notitie'],
    doubles: [],
  });
  for (let i = 0; i < 2; i++) await merge();
  for (const t of [token, second]) expect((await house.sessions.check(t, house.now)).kind).not.toBe('alive');
  expect(await mails()).toMatchObject([{ kind: 'accountsMerged', to: kept.email, values: { other: gone.email } }]);
  expect((await openPerson(await ctx(), kept.personId)).work).toHaveLength(2);
  expect(await house.db.select().from(note)).toMatchObject([{ personId: kept.personId }]);
  expect(await enter(gone.email, 'heel-anders-2')).toBe('invalid');
  expect(await enter(kept.email, 'zeer-geheim-1')).toBe(kept.personId);
  const events = await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'peopleMerged'));
  expect(events).toMatchObject([{ actorId: admin.personId, subjectId: kept.personId }]);
  await undo();
  expect(await enter(gone.email, 'heel-anders-2')).toBe(gone.personId);
});

test('the address of the other account can stay, with its password; undoing gives each their own, also a new password', async () => {
  await merge('gone');
  expect(await enter(gone.email, 'heel-anders-2')).toBe(kept.personId);
  expect(await enter(kept.email, 'zeer-geheim-1')).toBe('invalid');
  expect(await mails()).toMatchObject([{ to: gone.email, values: { email: gone.email, other: kept.email } }]);
  await undo();
  expect(await enter(gone.email, 'heel-anders-2')).toBe(gone.personId);
  expect(await enter(kept.email, 'zeer-geheim-1')).toBe(kept.personId);
});

test('an address with which nobody ever came in can’t stay in the place of one that works', async () => {
  const invited = await house.person({ password: null });
  const ids = { keptId: invited.personId, goneId: kept.personId };
  expect((await previewMerge(await ctx(), ids)).login).toBe('gone');
  await expect(mergePeople(await ctx(), { ...ids, login: 'kept' })).rejects.toMatchObject({ errors: [{ field: 'inlog' }] });
});

test('addresses, links and invitations of the one that went lead to the one that stays', async () => {
  await merge();
  expect(await followMerge(await ctx(), gone.personId)).toBe(kept.personId);
  expect(await findAccountByEmail(house.db, gone.email)).toMatchObject({ personId: kept.personId, email: kept.email });
  expect(await addPerson(await ctx(), { email: gone.email, role: 'learner', organisationId: library })).toEqual({
    personId: kept.personId,
    known: true,
  });
  await requestReset(await house.ctx(), { email: gone.email });
  expect((await mails()).filter((m) => m.kind === 'passwordReset')).toMatchObject([{ to: kept.email }]);
  await expect(openPerson(await ctx(), gone.personId)).rejects.toMatchObject({ code: 'notFound' });
  const third = await house.person();
  await mergePeople(await ctx(), { keptId: third.personId, goneId: kept.personId, login: 'kept' });
  expect(await followMerge(await ctx(), gone.personId)).toBe(third.personId);
  const [first] = await house.db.select().from(personMerge).where(eq(personMerge.goneId, gone.personId));
  expect(await reason(undoMerge(await ctx(), first?.id ?? ''))).toContain('nog een keer samengevoegd');
});

test('of the same group the oldest stays, unless only the other is still in it', async () => {
  const group = await house.group({ libraryId: library, members: [kept], name: 'Najaar' });
  later(1);
  await house.join(group.id, gone);
  expect((await previewMerge(await ctx(), both())).doubles).toEqual([
    'Beide accounts zitten in de groep ‘Najaar’. De inschrijving van 10 februari 2027 blijft.',
  ]);
  const before = await house.db.select().from(membership);
  await merge();
  expect(await house.db.select().from(membership)).toEqual(before.filter((m) => m.personId === kept.personId));
  await undo();
  expect(await house.db.select().from(membership)).toEqual(before);
  await house.db.update(membership).set({ leftAt: house.now }).where(eq(membership.personId, kept.personId));
  await merge();
  const stays = before.find((m) => m.personId === gone.personId);
  expect(await house.db.select().from(membership)).toMatchObject([{ id: stays?.id, personId: kept.personId, leftAt: null }]);
});

test('a job that both have is one job, and a group that leaned on the other leans on that', async () => {
  later(1);
  const double = await house.employ(gone, 'learner', library);
  const own = (await house.db.select().from(employment)).find((e) => e.personId === kept.personId);
  const group = await house.group({ libraryId: library, members: [gone] });
  await house.db.update(membership).set({ employmentId: double }).where(eq(membership.groupId, group.id));
  await merge();
  expect(await house.db.select().from(membership)).toMatchObject([{ personId: kept.personId, employmentId: own?.id }]);
  await undo();
  expect(await house.db.select().from(membership)).toMatchObject([{ personId: gone.personId, employmentId: double }]);
});

test('who was there with one account was there, whatever was written of the other later', async () => {
  const group = await house.group({ libraryId: library, members: [kept, gone] });
  const [first, second] = group.meetings.map((m) => m.moments[0]?.id ?? '');
  await house.mark(first ?? '', gone);
  await house.mark(first ?? '', kept, 'absent');
  await house.mark(second ?? '', kept, 'absent');
  await merge();
  const rows = await house.db.select().from(attendanceMark).orderBy(attendanceMark.seq);
  expect(rows.map((r) => [r.momentId, r.personId, r.state])).toEqual([
    [first, kept.personId, 'present'],
    [second, kept.personId, 'absent'],
  ]);
});

test('the same certificate: the oldest holds, the other is revoked as double, and both can be looked up', async () => {
  const group = await house.group({ libraryId: library, members: [kept, gone], name: 'Najaar' });
  const older = await house.certificate(group.id, group.ruleId, gone);
  later(1);
  const newer = await house.certificate(group.id, group.ruleId, kept);
  expect((await previewMerge(await ctx(), both())).doubles.join()).toContain('Dat van 11 februari 2027 wordt ingetrokken');
  await merge();
  expect((await openCertificate(await house.ctx(kept), older)).revoked).toBeNull();
  expect((await openCertificate(await house.ctx(kept), older)).mine).toBe(true);
  expect((await openCertificate(await house.ctx(), newer)).revoked).not.toBeNull();
  await undo();
  expect(await house.db.select().from(certificateRevocation)).toEqual([]);
});

test('two who turn out to be one person are no buddies; in a pair of three the others close up', async () => {
  const other = await house.learner(library);
  const group = await house.group({ libraryId: library, members: [kept, gone, other] });
  const pair = { groupId: group.id, firstId: gone.personId, from: house.now };
  await house.db.insert(buddyPair).values({ ...pair, id: 'a', secondId: kept.personId, until: house.now });
  await house.db.insert(buddyPair).values({ ...pair, id: 'b', secondId: kept.personId, thirdId: other.personId });
  await merge();
  expect(await house.db.select().from(buddyPair)).toMatchObject([
    { id: 'b', firstId: kept.personId, secondId: other.personId, thirdId: null },
  ]);
  await undo();
  expect(await house.db.select().from(buddyPair)).toHaveLength(2);
});

test('what was earned together is issued at once; then undoing waits until it is revoked', async () => {
  const samira = await house.specialist(library, 'Samira');
  const group = await house.group({ libraryId: library, members: [kept], leaders: [samira], meetings: 1 });
  await house.mark(group.meetings[0]?.moments[0]?.id ?? '', kept);
  for (const module of testModules) await house.pass(gone, module);
  await merge();
  expect((await mails()).map((m) => m.kind).sort()).toEqual(['accountsMerged', 'certificateEarned']);
  expect(await reason(undo())).toContain('certificaat of bewijs uitgereikt');
  const made = await house.db.query.certificate.findFirst();
  await revokeCertificate(await house.ctx(samira), {
    groupId: group.id,
    personId: kept.personId,
    certificateId: made?.id ?? '',
    reason: 'request',
  });
  expect(await reason(undo())).toBe('done');
});

test('attendance that was recorded since, in a group that came along, can’t be taken apart', async () => {
  const group = await house.group({ libraryId: library, members: [gone], name: 'Voorjaar' });
  await merge();
  later(1);
  await house.mark(group.meetings[0]?.moments[0]?.id ?? '', kept);
  expect(await reason(undo())).toContain('‘Voorjaar’');
});

test('undoing is for thirty days; then nothing is kept of which row came from whom', async () => {
  await merge();
  const id = await mergeId();
  expect(await previewUndo(await ctx(), kept.personId, id)).toMatchObject({ refusal: null, until: '12 maart 2027' });
  expect((await openPerson(await ctx(), kept.personId)).merges).toMatchObject([{ id, name: 'N. de Wit' }]);
  later(31);
  expect(await reason(undo())).toContain('30 dagen');
  expect((await openPerson(await ctx(), kept.personId)).merges).toEqual([]);
  expect((await purgeExpired(house.db, house.now)).personMerge).toBe(1);
  expect((await purgeExpired(house.db, house.now)).personMerge).toBe(0);
  expect(await house.db.select().from(personMerge)).toMatchObject([{ moved: {} }]);
});

test('is refused for one’s own account, for who is switched off, and for who wants to be erased', async () => {
  const off = { keptId: kept.personId, goneId: gone.personId };
  await house.db.update(person).set({ deactivatedAt: house.now }).where(eq(person.id, kept.personId));
  expect((await previewMerge(await ctx(), off)).refusal).toContain('uitgezet');
  await house.db.update(person).set({ deactivatedAt: null }).where(eq(person.id, kept.personId));
  expect((await previewMerge(await ctx(), { keptId: admin.personId, goneId: gone.personId })).refusal).toContain('eigen account');
  await house.db
    .insert(erasureRequest)
    .values({ id: newId(), personId: gone.personId, at: house.now, keepsCertificates: true, dueAt: house.now });
  expect(await reason(merge())).toContain('gewist');
  await expect(previewMerge(await ctx(), { keptId: kept.personId, goneId: kept.personId })).rejects.toMatchObject({
    code: 'notFound',
  });
  expect(await house.db.select().from(personMerge)).toEqual([]);
});
