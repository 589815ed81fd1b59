import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  account,
  auditEvent,
  certificateName,
  employment,
  leader,
  membership,
  oneTimeLink,
  outbox,
  person,
} from '#src/db/schema/index.ts';
import type { Context } from '#src/services/context.ts';
import { addEmployment } from '#src/services/person/add-employment.ts';
import { addPerson } from '#src/services/person/add.ts';
import { deactivatePerson, reactivatePerson } from '#src/services/person/deactivate.ts';
import { endEmployment, previewEnd } from '#src/services/person/end-employment.ts';
import { inviteAgain } from '#src/services/person/invite-again.ts';
import { openPerson } from '#src/services/person/open.ts';
import { renamePerson } from '#src/services/person/rename.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import { openTestHouse, testModules, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let admin: TestPerson;
let ctx: Context;
let libraryId: string;

beforeEach(async () => {
  house = await openTestHouse();
  admin = await house.person({ name: 'Ada Beheer', role: 'administrator' });
  ctx = await house.ctx(admin);
  libraryId = await house.library('Duinrand');
});
afterEach(() => house.close());

const add = (email: string, more = {}) => addPerson(ctx, { email, role: 'learner', organisationId: libraryId, ...more });
const mails = async () => (await house.db.select().from(outbox)).map((row) => row.payload);
const events = async (kind: string) => house.db.select().from(auditEvent).where(eq(auditEvent.kind, kind));
const jobsOf = async (who: { personId: string }) =>
  house.db.select().from(employment).where(eq(employment.personId, who.personId));

test('someone new gets a job, an account without a password, and an invitation', async () => {
  const { personId, known } = await add('noor@duinrand.example');
  expect(known).toBe(false);
  expect(await openPerson(ctx, personId)).toMatchObject({
    ownName: '',
    name: 'noor@duinrand.example',
    state: 'invited',
    work: [{ organisationName: 'Duinrand', role: 'learner' }],
  });
  expect(await mails()).toMatchObject([
    { kind: 'invitation', to: 'noor@duinrand.example', values: { library: 'Duinrand', inviter: 'Ada Beheer' } },
  ]);
  expect(await events('roleChanged')).toMatchObject([
    { subjectId: personId, actorId: admin.personId, organisationId: libraryId },
  ]);
  expect(await events('invited')).toHaveLength(1);
  expect(house.mailCalls).toBe(1);
});

test('an e-mail that is known makes no second account and changes nothing', async () => {
  const first = await add('noor@duinrand.example');
  const again = await add('noor@duinrand.example', { role: 'educationSpecialist' });
  expect(again).toEqual({ personId: first.personId, known: true });
  expect(await house.db.select().from(account).where(eq(account.email, 'noor@duinrand.example'))).toHaveLength(1);
  expect(await jobsOf(first)).toHaveLength(1);
  expect(await mails()).toHaveLength(1);
});

test('someone new can be put in a group at once: invited, with the group in the link, and told of the meeting to come', async () => {
  const group = await house.group({ libraryId });
  const { personId } = await add('noor@duinrand.example', { groupId: group.id, name: 'Noor de Wit' });
  expect((await openPerson(ctx, personId)).inGroups).toMatchObject([{ id: group.id }]);
  expect((await mails()).map((m) => m.kind)).toEqual(['invitation', 'meetingChanged']);
  expect(await house.db.select().from(oneTimeLink)).toMatchObject([{ groupId: group.id }]);
});

test('a job must fit: role with kind of organisation, branch and group with the library', async () => {
  const poi = await house.poi();
  const other = await house.library();
  const group = await house.group({ libraryId: other });
  const wrong = (more: object) => add('noor@duinrand.example', more);
  await expect(wrong({ role: 'adviser' })).rejects.toMatchObject({ errors: [{ field: 'rol' }] });
  await expect(wrong({ organisationId: poi })).rejects.toMatchObject({ errors: [{ field: 'rol' }] });
  await expect(wrong({ organisationId: 'bestaatniet' })).rejects.toMatchObject({ errors: [{ field: 'organisatie' }] });
  await expect(wrong({ branchId: 'bestaatniet' })).rejects.toMatchObject({ errors: [{ field: 'vestiging' }] });
  await expect(wrong({ groupId: group.id })).rejects.toMatchObject({ errors: [{ field: 'groep' }] });
  expect(await house.db.select().from(person)).toHaveLength(1);
});

test('a job more signs the person out, and the same job a second time adds nothing', async () => {
  const noor = await house.learner(libraryId, 'Noor');
  const { token } = await house.sessions.create(noor.accountId, 'own', house.now);
  const job = { personId: noor.personId, role: 'educationSpecialist', organisationId: libraryId } as const;
  for (let i = 0; i < 2; i++) {
    house.now = new Date(house.now.getTime() + 1000);
    await addEmployment(await house.ctx(admin), job);
  }
  expect(await jobsOf(noor)).toHaveLength(2);
  expect((await house.sessions.check(token, house.now)).kind).not.toBe('alive');
  expect(await events('roleChanged')).toHaveLength(1);
});

test('whoever has another job at the library keeps groups and leading when one job ends', async () => {
  const samira = await house.specialist(libraryId, 'Samira');
  const job = await house.employ(samira, 'learner', libraryId);
  const group = await house.group({ libraryId, members: [samira], leaders: [samira] });
  expect(await previewEnd(ctx, samira.personId, job)).toMatchObject({ leaves: [], stopsLeading: [] });
  await endEmployment(ctx, { employmentId: job });
  expect((await house.actor(samira))?.employments).toMatchObject([{ role: 'educationSpecialist' }]);
  expect([...((await house.actor(samira))?.leads ?? [])]).toEqual([group.id]);
});

test('the last job at a library takes its groups along, says so first, and leaves other libraries alone', async () => {
  const other = await house.library('Heuvelland');
  const samira = await house.specialist(libraryId, 'Samira');
  await house.employ(samira, 'educationSpecialist', other);
  const here = await house.group({ libraryId, members: [samira], leaders: [samira], name: 'Najaar' });
  const there = await house.group({ libraryId: other, members: [samira], leaders: [samira] });
  const { token } = await house.sessions.create(samira.accountId, 'own', house.now);
  const job = (await jobsOf(samira)).find((e) => e.organisationId === libraryId)?.id ?? '';
  expect(await previewEnd(ctx, samira.personId, job)).toMatchObject({
    leaves: ['Najaar'],
    stopsLeading: ['Najaar'],
    refusal: null,
  });
  for (let i = 0; i < 2; i++) await endEmployment(ctx, { employmentId: job });
  expect([...((await house.actor(samira))?.leads ?? [])]).toEqual([there.id]);
  const rows = await house.db.select().from(membership).where(eq(membership.groupId, here.id));
  expect(rows[0]?.leftAt).toEqual(house.now);
  expect(await house.db.select().from(leader).where(eq(leader.groupId, here.id))).toMatchObject([{ until: house.now }]);
  expect((await house.sessions.check(token, house.now)).kind).not.toBe('alive');
  expect(await events('roleChanged')).toHaveLength(1);
});

test('an administrator keeps their own role and account', async () => {
  await house.person({ role: 'administrator' });
  const job = (await jobsOf(admin))[0]?.id ?? '';
  await expect(endEmployment(ctx, { employmentId: job })).rejects.toMatchObject({ code: 'invalid' });
  await expect(deactivatePerson(ctx, admin.personId)).rejects.toMatchObject({ code: 'invalid' });
  expect((await previewEnd(ctx, admin.personId, job)).refusal).toContain('jezelf');
});

test('the last administrator who can sign in stays, also when the one who asks was switched off meanwhile', async () => {
  const other = await house.person({ role: 'administrator' });
  await house.person({ role: 'administrator', password: null });
  const othersCtx = await house.ctx(other);
  await deactivatePerson(ctx, other.personId);
  await expect(deactivatePerson(othersCtx, admin.personId)).rejects.toMatchObject({ code: 'invalid' });
  const job = (await jobsOf(admin))[0]?.id ?? '';
  await expect(endEmployment(othersCtx, { employmentId: job })).rejects.toMatchObject({ code: 'invalid' });
  expect((await house.actor(admin))?.employments).toHaveLength(1);
});

test('switching an account off ends sessions and links, mails once without a reason, and can be undone', async () => {
  const noor = await house.learner(libraryId, 'Noor');
  const { token } = await house.sessions.create(noor.accountId, 'own', house.now);
  await deactivatePerson(ctx, noor.personId);
  await deactivatePerson(ctx, noor.personId);
  expect((await house.sessions.check(token, house.now)).kind).not.toBe('alive');
  expect(await mails()).toMatchObject([{ kind: 'accountDeactivated', values: { name: 'Noor', library: 'Duinrand' } }]);
  const asNoor = { email: noor.email, password: 'zeer-geheim-1', kind: 'own' } as const;
  await expect(signIn(await house.ctx(), asNoor)).rejects.toMatchObject({ code: 'invalid' });
  expect(await events('personDeactivated')).toMatchObject([{ subjectId: noor.personId, detail: null }]);
  for (let i = 0; i < 2; i++) await reactivatePerson(ctx, noor.personId);
  await expect(signIn(await house.ctx(), asNoor)).resolves.toMatchObject({ actor: { name: 'Noor' } });
  expect(await events('personReactivated')).toHaveLength(1);
});

test('an invitation of someone who is switched off stops working', async () => {
  const { personId } = await add('noor@duinrand.example');
  await deactivatePerson(ctx, personId);
  expect(await house.db.select().from(oneTimeLink)).toMatchObject([{ usesLeft: 0 }]);
  await expect(inviteAgain(ctx, personId)).rejects.toMatchObject({ code: 'invalid' });
});

test('an invitation can be sent again until someone has been in', async () => {
  const { personId } = await add('noor@duinrand.example');
  await inviteAgain(ctx, personId);
  expect((await house.db.select().from(oneTimeLink)).map((l) => l.usesLeft).sort()).toEqual([0, 1]);
  expect(await mails()).toHaveLength(2);
  const joined = await house.learner(libraryId);
  await expect(inviteAgain(ctx, joined.personId)).rejects.toMatchObject({ code: 'invalid' });
});

test('a corrected name stands on each certificate, once, and not in the audit trail', async () => {
  const noor = await house.learner(libraryId, 'Nor de Wit');
  const group = await house.group({ libraryId, members: [noor] });
  await house.certificate(group.id, group.ruleId, noor);
  for (let i = 0; i < 2; i++) await renamePerson(ctx, { personId: noor.personId, name: 'Noor de Wit' });
  expect((await house.db.select().from(certificateName)).map((row) => row.name)).toEqual(['Nor de Wit', 'Noor de Wit']);
  const renamed = await events('personRenamed');
  expect(renamed).toHaveLength(1);
  expect(JSON.stringify(renamed)).not.toContain('Wit');
});

test('the page of a person shows groups and jobs, and nothing they learned', async () => {
  const noor = await house.learner(libraryId, 'Noor');
  await house.group({ libraryId, members: [noor], name: 'Najaar' });
  for (const module of testModules) await house.pass(noor, module);
  const view = JSON.stringify(await openPerson(ctx, noor.personId));
  expect(view).toContain('Najaar');
  for (const module of testModules) expect(view).not.toContain(module);
});
