import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { account, person, session } from '#src/db/schema/index.ts';
import { acceptInvitation } from '#src/services/account/accept-invitation.ts';
import { invitationTerm, invite } from '#src/services/account/invite.ts';
import { openInvitation } from '#src/services/account/open-invitation.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let admin: TestPerson;
let invitee: TestPerson;
let token: string;

beforeEach(async () => {
  house = await openTestHouse();
  admin = await house.person({ name: 'Ada Beheer', role: 'administrator' });
  const library = await house.library('Bibliotheek Duinrand');
  invitee = await house.person({ email: 'nieuw@duinrand.example', password: null, role: 'learner', organisationId: library });
  token = await sendInvitation();
});
afterEach(() => house.close());

async function sendInvitation() {
  const ctx = await house.ctx(admin);
  const { link } = await house.db.transaction((tx) => invite(tx, ctx, { ...invitee, libraryName: 'Bibliotheek Duinrand' }));
  return link.split('/').at(-1) ?? '';
}

const given = { name: 'Noor de Wit', password: 'drie losse woorden', kind: 'own' as const };
const accept = async (more: Partial<typeof given> & { token?: string } = {}) =>
  acceptInvitation(await house.ctx(), { token, ...given, ...more });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'in',
    (error: { code: string }) => error.code,
  );
const look = async (at = token) => openInvitation(await house.ctx(), at);

test('opening the link tells who invited, for which library, and changes nothing, however often', async () => {
  for (let i = 0; i < 3; i++)
    expect(await look()).toMatchObject({
      kind: 'open',
      inviter: 'Ada Beheer',
      library: 'Bibliotheek Duinrand',
      email: 'nieuw@duinrand.example',
      until: '24 februari 2027',
    });
  expect(await house.db.select().from(session)).toEqual([]);
});

test('accepting sets one’s own name and password and signs in', async () => {
  const made = await accept();
  expect(made).toMatchObject({ home: '/leerkaart', kind: 'own', actor: { name: 'Noor de Wit', personId: invitee.personId } });
  expect((await house.sessions.check(made.token, house.now)).kind).toBe('alive');
  expect(await look()).toMatchObject({ kind: 'hasAccount' });
});

test('a double click makes one account and signs in twice', async () => {
  const both = await Promise.all([accept(), accept()]);
  expect(both.map((made) => made.actor.personId)).toEqual([invitee.personId, invitee.personId]);
});

test('a used link gives nobody another password or name', async () => {
  await accept();
  expect(await codeOf(accept({ password: 'heel iets anders', name: 'Indringer' }))).toBe('conflict');
  const [row] = await house.db.select().from(account).where(eq(account.id, invitee.accountId));
  expect(row?.passwordHash).toBe('plain$drie losse woorden');
  const [who] = await house.db.select().from(person).where(eq(person.id, invitee.personId));
  expect(who?.name).toBe('Noor de Wit');
});

test('two weeks later it is too late', async () => {
  house.now = new Date(house.now.getTime() + invitationTerm);
  expect(await look()).toMatchObject({ kind: 'ended', inviter: 'Ada Beheer' });
  expect(await codeOf(accept())).toBe('conflict');
});

test('a newer invitation closes the older one', async () => {
  const newer = await sendInvitation();
  expect(await look()).toMatchObject({ kind: 'ended' });
  expect(await codeOf(accept())).toBe('conflict');
  expect(await codeOf(accept({ token: newer }))).toBe('in');
});

test('someone who was deactivated meanwhile can’t come in by it', async () => {
  await house.db.update(person).set({ deactivatedAt: house.now }).where(eq(person.id, invitee.personId));
  expect(await look()).toMatchObject({ kind: 'ended' });
  expect(await codeOf(accept())).toBe('conflict');
});

test.each([['kort'], ['wachtwoord'], ['Nieuw-2027!'], ['Noor de Wit 1'], ['a'.repeat(129)]])(
  'the password %s is refused on its field, and the link still works',
  async (password) => {
    await expect(accept({ password })).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'wachtwoord' }] });
    expect(await look()).toMatchObject({ kind: 'open' });
  },
);

test('an unknown link says so', async () => {
  expect(await look('0'.repeat(32))).toEqual({ kind: 'unknown' });
  expect(await codeOf(accept({ token: '0'.repeat(32) }))).toBe('conflict');
});
