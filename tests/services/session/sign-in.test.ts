import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditEvent, person, session } from '#src/db/schema/index.ts';
import type { Context, Passwords } from '#src/services/context.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let who: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  who = await house.learner(await house.library(), 'Ans');
});
afterEach(() => house.close());

const right = 'zeer-geheim-1';

async function attempt(password: string, more: Partial<Context> & { email?: string } = {}) {
  const { email = who.email, ...context } = more;
  const ctx = await house.ctx(null, context);
  return signIn(ctx, { email, password, kind: 'own' });
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'in',
    (error: { code: string }) => error.code,
  );

test('the right password opens a session at the home of the role', async () => {
  const made = await attempt(right);
  expect(made).toMatchObject({ kind: 'own', home: '/leerkaart', actor: { personId: who.personId, name: 'Ans' } });
  expect((await house.sessions.check(made.token, house.now)).kind).toBe('alive');
  expect(await house.db.select().from(auditEvent)).toMatchObject([{ kind: 'signIn', actorId: who.personId }]);
});

test('unknown, wrong, deactivated and not yet accepted get the very same answer for the price of one password check', async () => {
  const off = await house.person();
  await house.db.update(person).set({ deactivatedAt: house.now }).where(eq(person.id, off.personId));
  const invited = await house.person({ password: null });
  const answers: string[] = [];
  for (const [email, password] of [
    ['niemand@test.example', right],
    [who.email, 'fout'],
    [off.email, right],
    [invited.email, right],
  ] as const) {
    let checks = 0;
    const passwords: Passwords = {
      hash: async () => '',
      verify: async (hash, typed) => (checks++, hash === `plain$${typed}`),
      pretend: async () => void checks++,
      common: new Set(),
    };
    const error = await attempt(password, { email, passwords }).catch((e: { code: string; errors: unknown }) => e);
    answers.push(JSON.stringify({ error: 'code' in error ? [error.code, error.errors] : null, checks }));
  }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^\{"error":\["invalid".*"checks":1\}$/);
  expect(await house.db.select().from(session)).toEqual([]);
});

test('by the 20th wrong try the answer is "too many", also for the right password, and the owner gets in from elsewhere', async () => {
  const codes = [];
  for (let i = 0; i < 20; i++) codes.push(await codeOf(attempt('fout')));
  expect(codes[0]).toBe('invalid');
  expect(codes[19]).toBe('tooMany');
  expect(await codeOf(attempt(right))).toBe('tooMany');
  expect(await codeOf(attempt(right, { clientAddress: '198.51.100.7' }))).toBe('in');
});

test('forty tries at the same moment don’t slip through together', async () => {
  const codes = await Promise.all(Array.from({ length: 40 }, () => codeOf(attempt('fout'))));
  expect(codes.filter((code) => code === 'invalid')).toHaveLength(8);
  expect(codes.filter((code) => code === 'tooMany')).toHaveLength(32);
});

test('the limit is over after a quarter of an hour, however often was tried meanwhile', async () => {
  const start = house.now.getTime();
  const second = 1000;
  for (let i = 0; i < 40; i++) {
    house.now = new Date(start + i * 20 * second);
    await codeOf(attempt('fout'));
  }
  house.now = new Date(start + 15 * 60 * second + 20 * second);
  expect(await codeOf(attempt(right))).toBe('in');
});

test('a colleague behind the same address isn’t locked out by someone else’s mistakes', async () => {
  const colleague = await house.learner(await house.library());
  for (let i = 0; i < 20; i++) await codeOf(attempt('fout'));
  expect(await codeOf(attempt(right, { email: colleague.email }))).toBe('in');
});

test('one address can’t try account after account', async () => {
  const codes = [];
  for (let i = 0; i < 61; i++) codes.push(await codeOf(attempt('fout', { email: `n${i}@test.example` })));
  expect(codes.at(-2)).toBe('invalid');
  expect(codes.at(-1)).toBe('tooMany');
});

test('whoever has a whole IPv6 network has one address', async () => {
  for (let i = 0; i < 20; i++) await codeOf(attempt('fout', { clientAddress: `2001:db8:1:2::${i.toString(16)}` }));
  expect(await codeOf(attempt(right, { clientAddress: '2001:db8:1:2:ffff::1' }))).toBe('tooMany');
  expect(await codeOf(attempt(right, { clientAddress: '2001:db8:1:3::1' }))).toBe('in');
});

test('a good sign-in clears the mistakes before it', async () => {
  for (let i = 0; i < 5; i++) await codeOf(attempt('fout'));
  expect(await codeOf(attempt(right))).toBe('in');
  for (let i = 0; i < 7; i++) expect(await codeOf(attempt('fout'))).toBe('invalid');
});

test('signing in again in the same browser ends the session it had; a wrong password doesn’t', async () => {
  const first = await attempt(right);
  const ctx = { ...(await house.ctx()), actor: first.actor };
  await codeOf(signIn(ctx, { email: who.email, password: 'fout', kind: 'own' }));
  expect((await house.sessions.check(first.token, house.now)).kind).toBe('alive');
  await signIn(ctx, { email: who.email, password: right, kind: 'shared' });
  expect((await house.sessions.check(first.token, house.now)).kind).toBe('none');
});
