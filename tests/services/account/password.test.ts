import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { account, oneTimeLink, outbox, person } from '#src/db/schema/index.ts';
import { changePassword } from '#src/services/account/change-password.ts';
import { openReset } from '#src/services/account/open-reset.ts';
import { requestReset } from '#src/services/account/request-reset.ts';
import { setPassword } from '#src/services/account/set-password.ts';
import { hashToken } from '#src/services/new-id.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let who: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  who = await house.learner(await house.library(), 'Ans');
});
afterEach(() => house.close());

const old = 'zeer-geheim-1';
const fresh = 'drie losse woorden';
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: { code: string }) => error.code,
  );
const mails = async (kind: string) => (await house.db.select().from(outbox)).filter((mail) => mail.payload.kind === kind);
const hashOf = async () => (await house.db.select().from(account).where(eq(account.id, who.accountId)))[0]?.passwordHash;

async function ask(email = who.email, clientAddress = '192.0.2.1') {
  await requestReset(await house.ctx(null, { clientAddress }), { email });
  const [mail] = (await mails('passwordReset')).slice(-1);
  return mail?.payload.values['link']?.split('/').at(-1) ?? '';
}

const set = async (token: string, password = fresh) => setPassword(await house.ctx(), { token, password });
const look = async (token: string) => openReset(await house.ctx(), token);

describe('a forgotten password', () => {
  test('gets a mail with a link from the public address, of which only the hash is stored', async () => {
    const token = await ask();
    expect(await mails('passwordReset')).toMatchObject([
      { payload: { to: who.email, values: { link: `http://127.0.0.1:4321/wachtwoord/${token}`, minutes: '60' } } },
    ]);
    expect(await house.db.select().from(oneTimeLink)).toMatchObject([{ tokenHash: hashToken(token), purpose: 'passwordReset' }]);
    expect(house.mailCalls).toBe(1);
  });

  test('of an unknown, deactivated or never accepted account gets the same answer and no mail', async () => {
    const off = await house.person();
    await house.db.update(person).set({ deactivatedAt: house.now }).where(eq(person.id, off.personId));
    const invited = await house.person({ password: null });
    for (const email of ['niemand@test.example', off.email, invited.email]) await ask(email);
    expect(await house.db.select().from(outbox)).toEqual([]);
    expect(house.mailCalls).toBe(3);
  });

  test('link works once, ends every session, forgives the wrong tries and tells its owner by mail', async () => {
    const ctx = await house.ctx();
    const session = await signIn(ctx, { email: who.email, password: old, kind: 'own' });
    for (let i = 0; i < 10; i++) await codeOf(signIn(ctx, { email: who.email, password: 'fout', kind: 'own' }));
    const token = await ask();
    expect(await look(token)).toEqual({ kind: 'open', email: who.email });
    await set(token);
    expect(await hashOf()).toBe(`plain$${fresh}`);
    expect((await house.sessions.check(session.token, house.now)).kind).toBe('none');
    expect(await mails('passwordChanged')).toMatchObject([
      { payload: { to: who.email, values: { name: 'Ans', when: 'woensdag 10 februari 2027, 10 uur' } } },
    ]);
    expect(await look(token)).toEqual({ kind: 'ended' });
    expect(await codeOf(set(token, 'nog iets anders'))).toBe('conflict');
    expect(await codeOf(signIn(ctx, { email: who.email, password: fresh, kind: 'own' }))).toBe('fine');
  });

  test('twice asked for, both links work until one is used', async () => {
    const first = await ask();
    const second = await ask();
    await set(first);
    expect(await codeOf(set(second))).toBe('conflict');
  });

  test('link is over after an hour', async () => {
    const token = await ask();
    house.now = new Date(house.now.getTime() + 60 * 60_000);
    expect(await look(token)).toEqual({ kind: 'ended' });
    expect(await codeOf(set(token))).toBe('conflict');
  });

  test('link used twice at the same moment sets one password', async () => {
    const token = await ask();
    const codes = await Promise.all([codeOf(set(token, 'eerste van de twee')), codeOf(set(token, 'tweede van de twee'))]);
    expect(codes.sort()).toEqual(['conflict', 'fine']);
  });

  test('can’t be used to fill someone’s mailbox, nor to ask for everybody from one address', async () => {
    for (let i = 0; i < 10; i++) await ask(who.email, `198.51.100.${i}`);
    expect(await mails('passwordReset')).toHaveLength(3);
    const codes = [];
    for (let i = 0; i < 21; i++) codes.push(await codeOf(ask(`n${i}@test.example`)));
    expect(codes.filter((code) => code === 'tooMany')).toHaveLength(1);
  });

  test('wants a password that will do', async () => {
    const token = await ask();
    await expect(set(token, 'wachtwoord')).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'wachtwoord' }] });
    expect(await look(token)).toMatchObject({ kind: 'open' });
  });
});

describe('changing one’s password', () => {
  const signedIn = async () => {
    const made = await signIn(await house.ctx(), { email: who.email, password: old, kind: 'shared' });
    return { made, ctx: { ...(await house.ctx()), actor: made.actor } };
  };

  test('gives this browser a new token and ends all other sessions and open links', async () => {
    const elsewhere = await signedIn();
    const { made, ctx } = await signedIn();
    const token = await ask();
    const next = await changePassword(ctx, { current: old, next: fresh });
    expect(next.kind).toBe('shared');
    const states = [made, elsewhere.made, next].map(async (s) => (await house.sessions.check(s.token, house.now)).kind);
    expect(await Promise.all(states)).toEqual(['none', 'none', 'alive']);
    expect(await look(token)).toEqual({ kind: 'ended' });
    expect(await mails('passwordChanged')).toHaveLength(1);
    expect(await hashOf()).toBe(`plain$${fresh}`);
  });

  test.each([
    ['huidigWachtwoord', 'fout', fresh],
    ['nieuwWachtwoord', old, 'kort'],
    ['nieuwWachtwoord', old, old],
  ])('is refused on %s when that is wrong', async (field, current, next) => {
    const { made, ctx } = await signedIn();
    await expect(changePassword(ctx, { current, next })).rejects.toMatchObject({ code: 'invalid', errors: [{ field }] });
    expect((await house.sessions.check(made.token, house.now)).kind).toBe('alive');
    expect(await hashOf()).toBe(`plain$${old}`);
  });

  test('allows only so many guesses of the current one', async () => {
    const { ctx } = await signedIn();
    const codes = [];
    for (let i = 0; i < 20; i++) codes.push(await codeOf(changePassword(ctx, { current: `fout ${i}`, next: fresh })));
    expect(codes.at(-1)).toBe('tooMany');
    expect(await codeOf(changePassword(ctx, { current: old, next: fresh }))).toBe('tooMany');
  });

  test('is for who is signed in', async () => {
    expect(await codeOf(changePassword(await house.ctx(), { current: old, next: fresh }))).toBe('notSignedIn');
  });
});
