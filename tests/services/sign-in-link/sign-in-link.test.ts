import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditEvent, oneTimeLink, outbox, person } from '#src/db/schema/index.ts';
import { hashToken } from '#src/services/new-id.ts';
import { changePassword } from '#src/services/account/change-password.ts';
import { deactivatePerson } from '#src/services/person/deactivate.ts';
import { openSignInLink } from '#src/services/sign-in-link/open.ts';
import { requestSignInLink } from '#src/services/sign-in-link/request.ts';
import { useSignInLink } from '#src/services/sign-in-link/use.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let who: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  who = await house.learner(await house.library(), 'Ans');
});
afterEach(() => house.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: { code: string }) => error.code,
  );
const links = async () =>
  (await house.db.select().from(outbox)).flatMap((m) => (m.payload.kind === 'signInLink' ? m.payload.values['link'] : []));
const tokenIn = (link = '') => new URL(link).pathname.split('/').at(-1) ?? '';

async function ask(email = who.email, more: { from?: string; kind?: 'own' | 'shared'; next?: string } = {}) {
  const ctx = await house.ctx(null, { clientAddress: more.from ?? '192.0.2.1' });
  await requestSignInLink(ctx, { email, kind: more.kind ?? 'own', next: more.next ?? '/' });
  return tokenIn((await links()).at(-1));
}
const look = async (token: string) => (await openSignInLink(await house.ctx(), token)).kind;
const use = async (token: string, kind: 'own' | 'shared' = 'own') => useSignInLink(await house.ctx(), { token, kind });

test('a link carries where to go on and the kind of computer; only its hash is stored, and looking changes nothing', async () => {
  const token = await ask(who.email, { kind: 'shared', next: '/cursus/frontoffice?x=1' });
  expect(await links()).toEqual([`http://127.0.0.1:4321/inloglink/${token}?verder=%2Fcursus%2Ffrontoffice%3Fx%3D1&gedeeld=1`]);
  const before = await house.db.select().from(oneTimeLink);
  expect(before).toMatchObject([{ tokenHash: hashToken(token), purpose: 'signIn', usesLeft: 1 }]);
  for (let i = 0; i < 5; i++) expect(await look(token)).toBe('open');
  expect(await house.db.select().from(oneTimeLink)).toEqual(before);
});

test('it signs in once, with the kind chosen where it is opened, and forgives wrong passwords', async () => {
  const ctx = await house.ctx();
  for (let i = 0; i < 10; i++) await codeOf(signIn(ctx, { email: who.email, password: 'fout', kind: 'own' }));
  const token = await ask();
  const made = await use(token, 'shared');
  expect(made).toMatchObject({ kind: 'shared', home: '/leerkaart', actor: { personId: who.personId } });
  expect((await house.sessions.check(made.token, house.now)).kind).toBe('alive');
  const events = await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'signIn'));
  expect(events).toMatchObject([{ actorId: who.personId, detail: { by: 'link' } }]);
  expect(await look(token)).toBe('used');
  expect(await codeOf(use(token))).toBe('conflict');
  expect(await codeOf(signIn(ctx, { email: who.email, password: 'zeer-geheim-1', kind: 'own' }))).toBe('fine');
});

test('pressed twice at the same moment it signs in once; of two links the other ends with it', async () => {
  const [first, second] = [await ask(), await ask()];
  expect((await Promise.all([codeOf(use(first)), codeOf(use(first))])).sort()).toEqual(['conflict', 'fine']);
  expect(await look(second)).toBe('used');
});

test('after a quarter of an hour it is too old', async () => {
  const token = await ask();
  house.now = new Date(house.now.getTime() + 15 * 60_000 - 1);
  expect(await look(token)).toBe('open');
  house.now = new Date(house.now.getTime() + 1);
  expect(await look(token)).toBe('late');
  expect(await codeOf(use(token))).toBe('conflict');
  expect(await look('bestaatniet')).toBe('unknown');
});

test('unknown, deactivated and never accepted get the same answer, for one commit, and no mail', async () => {
  const off = await house.person();
  await house.db.update(person).set({ deactivatedAt: house.now }).where(eq(person.id, off.personId));
  const invited = await house.person({ password: null });
  for (const email of [who.email, 'niemand@test.example', off.email, invited.email]) {
    let commits = 0;
    const ctx = await house.ctx();
    const transaction = house.db.transaction.bind(house.db);
    const db = Object.create(house.db, {
      transaction: { value: (...args: Parameters<typeof transaction>) => (commits++, transaction(...args)) },
    });
    expect(await codeOf(requestSignInLink({ ...ctx, db }, { email, kind: 'own', next: '/' }))).toBe('fine');
    expect(commits).toBe(1);
  }
  expect(await links()).toHaveLength(1);
  expect(house.mailCalls).toBe(4);
});

test('switching off or another password ends it', async () => {
  const admin = await house.person({ role: 'administrator' });
  const token = await ask();
  const made = await signIn(await house.ctx(), { email: who.email, password: 'zeer-geheim-1', kind: 'own' });
  await changePassword({ ...(await house.ctx()), actor: made.actor }, { current: 'zeer-geheim-1', next: 'drie losse woorden' });
  expect(await codeOf(use(token))).toBe('conflict');
  const next = await ask();
  await deactivatePerson(await house.ctx(admin), who.personId);
  expect(await look(next)).toBe('used');
  expect(await codeOf(use(next))).toBe('conflict');
});

test('it can’t fill a mailbox, nor be asked for everybody from one address', async () => {
  for (let i = 0; i < 10; i++) await ask(who.email, { from: `198.51.100.${i}` });
  expect(await links()).toHaveLength(3);
  const codes = [];
  for (let i = 0; i < 21; i++) {
    const ctx = await house.ctx();
    codes.push(await codeOf(requestSignInLink(ctx, { email: `n${i}@test.example`, kind: 'own', next: '/' })));
  }
  expect(codes.filter((code) => code === 'tooMany')).toHaveLength(1);
});
