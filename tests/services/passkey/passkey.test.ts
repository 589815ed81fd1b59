import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditEvent, outbox, passkey, passkeyChallenge, recoveryCode, session } from '#src/db/schema/index.ts';
import { acceptInvitation } from '#src/services/account/accept-invitation.ts';
import { invite } from '#src/services/account/invite.ts';
import { requestReset } from '#src/services/account/request-reset.ts';
import { setPassword } from '#src/services/account/set-password.ts';
import type { Context } from '#src/services/context.ts';
import { beginConfirm, confirmWithCode, confirmWithPasskey, openConfirm } from '#src/services/passkey/confirm.ts';
import { makeCodes, removeKey, renameKey } from '#src/services/passkey/manage.ts';
import { openSignInWays } from '#src/services/passkey/open.ts';
import { beginRegister, register } from '#src/services/passkey/register.ts';
import { resetPasskeys } from '#src/services/passkey/reset.ts';
import { beginSignIn, signInWithPasskey } from '#src/services/passkey/sign-in.ts';
import { requestSignInLink } from '#src/services/sign-in-link/request.ts';
import { useSignInLink } from '#src/services/sign-in-link/use.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import type { SignedIn } from '#src/services/session/start.ts';
import { Authenticator } from '#tests/kit/authenticator.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

const password = 'zeer-geheim-1';
const site = { publicBaseUrl: 'http://localhost:4321' };
const minutes = (n: number) => n * 60_000;

let house: House;
let ans: TestPerson;
let boss: TestPerson;
beforeEach(async () => {
  house = await openTestHouse();
  ans = await house.learner(await house.library(), 'Ans');
  boss = await house.person({ name: 'Bea', role: 'administrator' });
});
afterEach(() => house.close());

const later = (ms: number) => (house.now = new Date(house.now.getTime() + ms));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: { code?: string }) => error.code ?? String(error),
  );
/** A request of this session. */
const on = async (made: SignedIn | null, more: Partial<Context> = {}) => {
  const actor = made && { ...made.actor };
  return { ...(await house.ctx(null, { ...site, ...more })), actor };
};
const withPassword = async (who: TestPerson, more: Partial<Context> = {}) =>
  signIn(await on(null, more), { email: who.email, password, kind: 'own' });
const kinds = async () => (await house.db.select().from(auditEvent)).map((event) => event.kind);
const mails = async () =>
  (await house.db.select().from(outbox)).flatMap((m) => (m.payload.kind === 'signInChanged' ? m.payload.values['what'] : []));
const linkIn = async (kind: string) => {
  const sent = (await house.db.select().from(outbox)).filter((m) => m.payload.kind === kind).at(-1);
  return new URL(sent?.payload.values['link'] ?? '').pathname.split('/').at(-1) ?? '';
};

async function add(made: SignedIn, key = new Authenticator(), name = 'Telefoon', typed?: string) {
  const ctx = await on(made);
  const { token, options } = await beginRegister(ctx, { password: typed });
  return register(await on(made), { token, answer: key.make(options), name });
}
async function enter(key: Authenticator, lies = {}) {
  const { token, options } = await beginSignIn(await on(null));
  return signInWithPasskey(await on(null), { token, answer: key.show(options, lies), kind: 'own' });
}
async function show(made: SignedIn, key: Authenticator, lies = {}) {
  const { token, options } = await beginConfirm(await on(made));
  return confirmWithPasskey(await on(made), { token, answer: key.show(options, lies) });
}

describe('a passkey', () => {
  test('is made after the password, kept without a secret, told by mail, and signs in without a name', async () => {
    const key = new Authenticator();
    const first = await withPassword(ans);
    expect(await openSignInWays(await on(first))).toMatchObject({ keys: [], proof: 'password', heldBack: false, needed: false });
    expect(await codeOf(add(first, key))).toBe('invalid');
    expect(await codeOf(add(first, key, 'Telefoon', 'fout'))).toBe('invalid');
    const made = await add(first, key, 'Telefoon', password);
    expect(made.token).not.toBe(first.token);
    expect((await house.sessions.check(first.token, house.now)).kind).toBe('none');
    expect(await house.sessions.check(made.token, house.now)).toMatchObject({ session: { passkeyAt: house.now } });
    expect(await house.db.select().from(passkey)).toMatchObject([
      { id: key.id, accountId: ans.accountId, counter: 1, transports: ['internal', 'hybrid'], backedUp: false, name: 'Telefoon' },
    ]);
    expect(await mails()).toEqual(['Er is een toegangssleutel bijgekomen.']);
    expect(await kinds()).toContain('passkeyAdded');

    const entered = await enter(key);
    expect(entered.actor).toMatchObject({ personId: ans.personId, passkeyAt: house.now });
    const [row] = await house.db.select().from(passkey);
    expect(row).toMatchObject({ counter: 2, lastUsedOn: '2027-02-10' });
    const signIns = await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'signIn'));
    expect(signIns).toContainEqual(expect.objectContaining({ actorId: ans.personId, detail: { by: 'passkey' } }));
    expect(await house.db.select().from(passkeyChallenge)).toEqual([]);
  });

  test('says whose it is by the account’s number only, and asks for a key that can be found without a name', async () => {
    const made = await withPassword(ans);
    const { options } = await beginRegister(await on(made), { password });
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Baliewijs' },
      user: { id: Buffer.from(ans.accountId).toString('base64url'), name: ans.email },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    const asked = (await beginSignIn(await on(null))).options;
    expect(asked).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(JSON.stringify(asked)).not.toContain('allowCredentials');
  });

  test.each([
    ['another site', { origin: 'https://kwaad.example' }],
    ['another domain', { rpId: 'kwaad.example' }],
    ['nobody recognised', { unverified: true }],
    ['another challenge', { challenge: Buffer.from('x'.repeat(32)).toString('base64url') }],
    ['another ceremony', { type: 'webauthn.create' }],
    ['someone else’s handle', { userHandle: Buffer.from('iemand').toString('base64url') }],
    ['a count that went back', { counter: 1 }],
  ])('is refused: %s', async (_why, lies) => {
    const key = new Authenticator();
    await add(await withPassword(ans), key, 'Telefoon', password);
    await enter(key);
    const before = await house.db.select().from(session);
    expect(await codeOf(enter(key, lies))).toBe('invalid');
    expect(await house.db.select().from(session)).toEqual(before);
    const failed = await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'signInFailed'));
    expect(failed).toMatchObject([
      { subjectId: ans.personId, detail: { by: 'passkey', why: 'counter' in lies ? 'counter' : 'wrong' } },
    ]);
  });

  test('a challenge works once, for five minutes, for its purpose and for whom it was made', async () => {
    const key = new Authenticator();
    const made = await add(await withPassword(ans), key, 'Telefoon', password);
    const asked = await beginSignIn(await on(null));
    const answer = key.show(asked.options);
    const use = async (token: string, text = answer) =>
      codeOf(signInWithPasskey(await on(null), { token, answer: text, kind: 'own' }));
    expect(await use(asked.token)).toBe('fine');
    expect(await use(asked.token)).toBe('invalid');
    const late = await beginSignIn(await on(null));
    later(minutes(5));
    expect(await use(late.token, key.show(late.options))).toBe('invalid');
    const other = await beginConfirm(await on(made));
    expect(await use(other.token, key.show(other.options))).toBe('invalid');
    const joost = await withPassword(boss, { demo: true });
    expect(await codeOf(confirmWithPasskey(await on(joost), { token: other.token, answer: key.show(other.options) }))).toBe(
      'invalid',
    );
    for (const text of ['', 'x', '[]', '{}', 'null', '{"id":1}', '{"id":"a","response":{}}'])
      expect(await use((await beginSignIn(await on(null))).token, text)).toBe('invalid');
  });

  test('two at the same moment with one count: one gets in', async () => {
    const key = new Authenticator();
    await add(await withPassword(ans), key, 'Telefoon', password);
    const asked = await Promise.all([beginSignIn(await on(null)), beginSignIn(await on(null))]);
    const ctx = await on(null);
    const answers = asked.map(({ token, options }) => ({
      token,
      answer: key.show(options, { counter: 5 }),
      kind: 'own' as const,
    }));
    const done = await Promise.all(answers.map((answer) => codeOf(signInWithPasskey(ctx, answer))));
    expect(done.sort()).toEqual(['fine', 'invalid']);
  });

  test('is not known twice, and has a name of its own', async () => {
    const key = new Authenticator();
    const made = await add(await withPassword(ans), key, 'Telefoon', password);
    expect(await codeOf(add(made, key, 'Anders'))).toBe('conflict');
    expect(await codeOf(add(made, new Authenticator(), 'telefoon'))).toBe('invalid');
    const other = await house.learner(await house.library(), 'Joost');
    expect(await codeOf(add(await withPassword(other), key, 'Mijn', password))).toBe('conflict');
    await renameKey(await on(made), { id: key.id, name: 'Laptop' });
    expect(await house.db.select().from(passkey)).toMatchObject([{ name: 'Laptop' }]);
    const joost = await withPassword(other);
    expect(await codeOf(renameKey(await on(joost), { id: key.id, name: 'X' }))).toBe('notFound');
    expect(await codeOf(removeKey(await on(joost), { id: key.id }))).toBe('notFound');
  });

  test('of who is gone opens nothing', async () => {
    const key = new Authenticator();
    await add(await withPassword(ans), key, 'Telefoon', password);
    const { person } = await import('#src/db/schema/index.ts');
    await house.db.update(person).set({ deactivatedAt: house.now }).where(eq(person.id, ans.personId));
    expect(await codeOf(enter(key))).toBe('invalid');
  });

  test('can’t be made on an address in numbers', async () => {
    const made = await withPassword(ans);
    const ctx = await on(made, { publicBaseUrl: 'http://127.0.0.1:4321' });
    expect((await openSignInWays(ctx)).possible).toBe(false);
    expect(await codeOf(beginRegister(ctx, { password }))).toBe('invalid');
    expect(await codeOf(beginSignIn({ ...ctx, actor: null }))).toBe('invalid');
  });
});

describe('changing how one signs in', () => {
  test('asks for the passkey again after a quarter of an hour', async () => {
    const key = new Authenticator();
    let made = await add(await withPassword(ans), key, 'Telefoon', password);
    later(minutes(16));
    for (const change of [
      async () => beginRegister(await on(made), { password }),
      async () => makeCodes(await on(made)),
      async () => removeKey(await on(made), { id: key.id }),
    ])
      expect(await codeOf(change())).toBe('invalid');
    made = await show(made, key);
    await removeKey(await on(made), { id: key.id });
    expect(await house.db.select().from(passkey)).toEqual([]);
    expect(await mails()).toContain('Er is een toegangssleutel verwijderd.');
  });

  test('recovery codes are kept as hashes, work once each, and new ones end the old', async () => {
    const key = new Authenticator();
    const made = await add(await withPassword(ans), key, 'Telefoon', password);
    const codes = await makeCodes(await on(made));
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-z]{4}-){4}[0-9a-z]{4}$/);
    expect(JSON.stringify(await house.db.select().from(recoveryCode))).not.toContain(codes[0]?.replaceAll('-', ''));

    const typed = await withPassword(ans);
    const use = async (code: string) => confirmWithCode(await on(typed), { code });
    const shown = await use(` ${codes[0]?.toUpperCase().replaceAll('-', ' ')} `);
    expect(shown.actor.passkeyAt).toEqual(house.now);
    expect(await openConfirm(await on(shown))).toMatchObject({ hasKey: true, codesLeft: 9 });
    expect(await codeOf(use(codes[0] ?? ''))).toBe('invalid');
    expect(await codeOf(use('0000-0000-0000-0000-0000'))).toBe('invalid');
    const other = await house.learner(await house.library(), 'Joost');
    expect(await codeOf(confirmWithCode(await on(await withPassword(other)), { code: codes[1] ?? '' }))).toBe('invalid');
    await makeCodes(await on(shown));
    expect(await codeOf(use(codes[1] ?? ''))).toBe('invalid');
    expect(await mails()).toContain('Er is een herstelcode gebruikt.');
    expect((await kinds()).filter((kind) => kind === 'recoveryCodesMade')).toHaveLength(2);
    // With the last passkey the codes go too.
    await removeKey(await on(shown), { id: key.id });
    expect(await house.db.select().from(recoveryCode)).toEqual([]);
  });

  test('codes can’t be tried for long', async () => {
    const made = await add(await withPassword(ans), new Authenticator(), 'Telefoon', password);
    const tries: string[] = [];
    for (let i = 0; i < 10; i++) tries.push(await codeOf(confirmWithCode(await on(made), { code: 'x' })));
    expect(tries.slice(8)).toEqual(['tooMany', 'tooMany']);
  });
});

describe('who sees many people’s data', () => {
  test('is held back with a password alone, can’t set up a first passkey with it, and can after a link by mail', async () => {
    const typed = await withPassword(boss);
    expect(typed).toMatchObject({ home: '/beheer', actor: { heldBack: true, employments: [], passkeyAt: null } });
    expect(await openSignInWays(await on(typed))).toMatchObject({ proof: 'mailbox', heldBack: true, needed: true });
    expect(await codeOf(beginRegister(await on(typed), { password }))).toBe('invalid');
    expect(await codeOf(makeCodes(await on(typed)))).toBe('invalid');

    later(1);
    await requestSignInLink(await on(null), { email: boss.email, kind: 'own', next: '/' });
    const byLink = await useSignInLink(await on(null), { token: await linkIn('signInLink'), kind: 'own' });
    expect(byLink.actor.heldBack).toBe(true);
    // The one that came in with the password is no wiser for it.
    expect(await codeOf(beginRegister(await on(typed), { password }))).toBe('invalid');
    const key = new Authenticator();
    const made = await add(byLink, key);
    expect(made.actor.heldBack).toBeUndefined();
    expect(made.actor.employments).toMatchObject([{ role: 'administrator' }]);

    const again = await withPassword(boss);
    expect(again.actor.heldBack).toBe(true);
    expect(await codeOf(add(again, new Authenticator(), 'Kwaad'))).toBe('invalid');
    expect((await show(again, key)).actor.employments).toHaveLength(1);
    expect((await enter(key)).actor.employments).toHaveLength(1);
  });

  test('the link is good for an hour, and for nobody else', async () => {
    await requestSignInLink(await on(null), { email: boss.email, kind: 'own', next: '/' });
    const byLink = await useSignInLink(await on(null), { token: await linkIn('signInLink'), kind: 'own' });
    later(minutes(61));
    expect(await openSignInWays(await on(byLink))).toMatchObject({ proof: 'mailbox' });
  });

  test('sets it up right after an invitation or a new password by link', async () => {
    const nora = await house.person({ name: 'Nora', role: 'adviser', password: null });
    const ctx = await on(null);
    await house.db.transaction((tx) =>
      invite(tx, ctx, { personId: nora.personId, accountId: nora.accountId, email: nora.email, libraryName: 'POI' }),
    );
    const given = { token: await linkIn('invitation'), name: 'Nora', password, kind: 'own' as const };
    const accepted = await acceptInvitation(await on(null), given);
    expect(await openSignInWays(await on(accepted))).toMatchObject({ proof: 'none' });
    later(1000);
    const stolen = await withPassword(nora);
    expect(await openSignInWays(await on(stolen))).toMatchObject({ proof: 'mailbox' });
    await add(accepted);

    await requestReset(await on(null), { email: boss.email });
    await setPassword(await on(null), { token: await linkIn('passwordReset'), password: 'drie-losse-woorden' });
    later(minutes(2));
    const fresh = await signIn(await on(null), { email: boss.email, password: 'drie-losse-woorden', kind: 'own' });
    expect(await openSignInWays(await on(fresh))).toMatchObject({ proof: 'none' });
  });

  test('keeps a last passkey, and in a demonstration is asked nothing', async () => {
    await requestSignInLink(await on(null), { email: boss.email, kind: 'own', next: '/' });
    const byLink = await useSignInLink(await on(null), { token: await linkIn('signInLink'), kind: 'own' });
    const key = new Authenticator();
    const made = await add(byLink, key);
    expect(await codeOf(removeKey(await on(made), { id: key.id }))).toBe('invalid');
    expect(await house.db.select().from(passkey)).toHaveLength(1);
    const demo = await withPassword(boss, { demo: true });
    expect(demo.actor.heldBack).toBeUndefined();
    expect(demo.actor.employments).toHaveLength(1);
  });

  test('who lost all is helped from the command line: everything goes, and a link begins anew', async () => {
    await requestSignInLink(await on(null), { email: boss.email, kind: 'own', next: '/' });
    const byLink = await useSignInLink(await on(null), { token: await linkIn('signInLink'), kind: 'own' });
    const key = new Authenticator();
    const made = await add(byLink, key);
    await makeCodes(await on(made));
    expect(await codeOf(resetPasskeys(await on(made), { email: boss.email }))).toContain('command line');
    const { keys, link } = await resetPasskeys(await on(null), { email: boss.email });
    expect(keys).toBe(1);
    expect(await house.db.select().from(passkey)).toEqual([]);
    expect(await house.db.select().from(recoveryCode)).toEqual([]);
    expect((await house.sessions.check(made.token, house.now)).kind).not.toBe('alive');
    expect(await codeOf(enter(key))).toBe('invalid');
    expect(await kinds()).toContain('passkeysReset');
    await setPassword(await on(null), { token: link.split('/').at(-1) ?? '', password: 'drie-losse-woorden' });
    later(1000);
    const back = await signIn(await on(null), { email: boss.email, password: 'drie-losse-woorden', kind: 'own' });
    expect(await openSignInWays(await on(back))).toMatchObject({ proof: 'none', keys: [], codes: null });
    expect(await codeOf(resetPasskeys(await on(null), { email: 'niemand@test.example' }))).toContain('no account');
  });
});
