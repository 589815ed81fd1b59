import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeOutside } from '#src/auth/outside.ts';
import { auditEvent, outbox, outsideIdentity, person, session } from '#src/db/schema/index.ts';
import type { Context, Outside } from '#src/services/context.ts';
import { beginOutside } from '#src/services/outside/begin.ts';
import { finishOutside } from '#src/services/outside/finish.ts';
import { linkOutside, openLink, unlinkOutside } from '#src/services/outside/link.ts';
import { openSignInWays } from '#src/services/passkey/open.ts';
import { requestSignInLink } from '#src/services/sign-in-link/request.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import type { SignedIn } from '#src/services/session/start.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { startLyingProvider, startProvider, type ProviderLies } from '#tests/kit/outside-provider.ts';

const base = 'http://localhost:4321';
const password = 'zeer-geheim-1';
const quick = { answerMs: 1500, bytes: 256 * 1024, keptMs: 60_000, restMs: 0 };

let house: House;
let invited: TestPerson;
let known: TestPerson;
beforeEach(async () => {
  house = await openTestHouse({ now: new Date() });
  const libraryId = await house.library();
  invited = await house.person({
    email: 'zoë@test.example',
    name: '',
    password: null,
    role: 'learner',
    organisationId: libraryId,
  });
  known = await house.person({ email: 'kees@test.example', name: 'Kees', role: 'learner', organisationId: libraryId });
});
afterEach(() => house.close());

const wordsOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: { errors?: { message: string }[] }) => error.errors?.[0]?.message ?? String(error),
  );
const failures = async () =>
  (await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'signInFailed'))).map((event) => event.detail?.['why']);
const identities = () => house.db.select().from(outsideIdentity);
const ctxOf = async (outside: Outside | null, made: SignedIn | null = null): Promise<Context> => ({
  ...(await house.ctx(null, { publicBaseUrl: base, outside })),
  actor: made && made.actor,
});
const withPassword = async (who: TestPerson) => signIn(await ctxOf(null), { email: who.email, password, kind: 'own' });

describe('a real provider', () => {
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let outside: Outside;
  beforeEach(async () => {
    provider = await startProvider(() => `${base}/inloggen/terug`);
    outside = makeOutside(provider, { ...quick, answerMs: 5000 });
  });
  afterEach(() => provider.stop());

  /** Follows the browser's way there, until it is sent back. */
  async function goThere(from: string): Promise<Record<string, string>> {
    const jar = new Map<string, string>();
    let url = new URL(from);
    for (let step = 0; step < 8 && url.origin !== base; step++) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s);
        jar.set(name, value);
      }
      url = new URL(response.headers.get('location') ?? '', url);
    }
    expect(url.pathname).toBe('/inloggen/terug');
    return Object.fromEntries(url.searchParams);
  }

  async function comeBack(made: SignedIn | null = null) {
    const { url, kept } = await beginOutside(await ctxOf(outside, made), { kind: 'own', next: '/leerkaart' });
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ scope: 'openid email profile', code_challenge_method: 'S256' });
    const { code, state, iss, error } = await goThere(url);
    const answer = Object.fromEntries(
      Object.entries({ code, state, iss, error }).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])),
    );
    return { kept, answer, finish: async () => finishOutside(await ctxOf(outside, made), { kept, answer }) };
  }

  test('who was invited comes in at once by the verified address, and from then on by who they are there', async () => {
    provider.world.user = { sub: 'zoe', email: 'ZOE\u0308@Test.example', email_verified: true, name: ' Zoë \n Ster ' };
    const first = await (await comeBack()).finish();
    expect(first).toMatchObject({
      kind: 'in',
      next: '/leerkaart',
      made: { actor: { personId: invited.personId, name: 'Zoë Ster' } },
    });
    expect(await identities()).toMatchObject([{ issuer: provider.issuer, subject: 'zoe', accountId: invited.accountId }]);
    // From now on this account counts as used: it gets mail, and can ask for a link.
    await requestSignInLink(await ctxOf(outside), { email: invited.email, kind: 'own', next: '/' });
    const sent = (await house.db.select().from(outbox)).map((m) => m.payload.kind);
    expect(sent).toEqual(expect.arrayContaining(['signInChanged', 'signInLink']));

    provider.world.user = { sub: 'zoe', email: 'iemand.anders@test.example', email_verified: false };
    expect(await (await comeBack()).finish()).toMatchObject({ kind: 'in', made: { actor: { personId: invited.personId } } });
    // Someone else with the address of who came in before gets nothing.
    provider.world.user = { sub: 'nieuw', email: invited.email, email_verified: true };
    expect(await wordsOf((await comeBack()).finish())).toContain('kom je hier niet binnen');
    expect(await identities()).toHaveLength(1);
  });

  test('what came back is used once', async () => {
    provider.world.user = { sub: 'zoe', email: invited.email, email_verified: true };
    const back = await comeBack();
    expect((await back.finish()).kind).toBe('in');
    const before = await house.db.select().from(session);
    expect(await wordsOf(back.finish())).toContain('niet vertrouwen');
    expect(await house.db.select().from(session)).toEqual(before);
  });

  test('an account with a password is linked only with it, or by who is signed in', async () => {
    provider.world.user = { sub: 'kees', email: known.email, email_verified: true };
    const asked = await (await comeBack()).finish();
    if (asked.kind !== 'ask') throw new Error('should ask');
    expect(await identities()).toEqual([]);
    expect(await openLink(await ctxOf(outside), asked.kept)).toEqual({
      label: 'Mijn Bibliotheek',
      email: known.email,
      isHere: false,
    });
    const link = async (typed?: string) => linkOutside(await ctxOf(outside), { kept: asked.kept, password: typed });
    expect(await wordsOf(link())).toContain('Vul je wachtwoord in');
    expect(await wordsOf(link('fout'))).toContain('horen niet bij elkaar');
    expect(await identities()).toEqual([]);
    expect(await link(password)).toMatchObject({ made: { actor: { personId: known.personId } }, next: '/leerkaart' });
    expect(await (await comeBack()).finish()).toMatchObject({ kind: 'in', made: { actor: { personId: known.personId } } });

    const made = await withPassword(known);
    expect(await openSignInWays(await ctxOf(outside, made))).toMatchObject({
      outside: { label: 'Mijn Bibliotheek', onlyWay: false },
    });
    await unlinkOutside(await ctxOf(outside, made));
    expect(await identities()).toEqual([]);
    const again = await (await comeBack(made)).finish();
    if (again.kind !== 'ask') throw new Error('should ask');
    expect(await openLink(await ctxOf(outside, made), again.kept)).toMatchObject({ isHere: true });
    expect(await linkOutside(await ctxOf(outside, made), { kept: again.kept })).toMatchObject({ made: null });
    expect(await identities()).toHaveLength(1);
  });

  test('the only way in stays', async () => {
    provider.world.user = { sub: 'zoe', email: invited.email, email_verified: true };
    const back = await (await comeBack()).finish();
    if (back.kind !== 'in') throw new Error('should be in');
    const ctx = await ctxOf(outside, back.made);
    expect(await openSignInWays(ctx)).toMatchObject({ outside: { onlyWay: true } });
    expect(await wordsOf(unlinkOutside(ctx))).toContain('enige manier');
    expect(await identities()).toHaveLength(1);
  });

  test('an administrator must still show a passkey', async () => {
    const boss = await house.person({ email: 'bea@test.example', password: null, role: 'administrator' });
    provider.world.user = { sub: 'bea', email: boss.email, email_verified: true };
    const back = await (await comeBack()).finish();
    if (back.kind !== 'in') throw new Error('should be in');
    expect(back.made.actor).toMatchObject({ heldBack: true, employments: [] });
    expect(await openSignInWays(await ctxOf(outside, back.made))).toMatchObject({ proof: 'none' });
  });

  test.each([
    ['an address that is not verified', { email: 'zoë@test.example', email_verified: false }],
    ['nothing said of the address', { email: 'zoë@test.example' }],
    ['“true” in letters', { email: 'zoë@test.example', email_verified: 'true' }],
    ['no address', {}],
    ['nobody here', { email: 'niemand@test.example', email_verified: true }],
  ])('is told the same words as anyone: %s', async (_why, facts) => {
    provider.world.user = { sub: 'x', ...facts };
    const words = await wordsOf((await comeBack()).finish());
    expect(words).toContain('Met dit account van Mijn Bibliotheek kom je hier niet binnen.');
    expect(words).not.toContain('test.example');
    expect(await identities()).toEqual([]);
    expect(await failures()).toEqual(['nobody']);
  });

  test.each(['deactivatedAt', 'erasedAt'] as const)('opens nothing of who is gone (%s), linked or not', async (column) => {
    provider.world.user = { sub: 'zoe', email: invited.email, email_verified: true };
    const gone = async (at: Date | null) =>
      house.db
        .update(person)
        .set({ [column]: at })
        .where(eq(person.id, invited.personId));
    await gone(house.now);
    expect(await wordsOf((await comeBack()).finish())).toContain('kom je hier niet binnen');
    await gone(null);
    expect((await (await comeBack()).finish()).kind).toBe('in');
    await gone(house.now);
    const before = await house.db.select().from(session);
    expect(await wordsOf((await comeBack()).finish())).toContain('kom je hier niet binnen');
    expect(await house.db.select().from(session)).toEqual(before);
  });

  test('opens nothing of an account that went up in another', async () => {
    provider.world.user = { sub: 'zoe', email: invited.email, email_verified: true };
    await house.db.update(person).set({ mergedIntoId: known.personId }).where(eq(person.id, invited.personId));
    expect(await wordsOf((await comeBack()).finish())).toContain('kom je hier niet binnen');
    expect(await identities()).toEqual([]);
  });

  test('who says no there is told so', async () => {
    provider.world.user = null;
    expect(await wordsOf((await comeBack()).finish())).toContain('afgebroken');
    expect(await failures()).toEqual(['denied']);
  });

  test('what another browser kept, or nothing, or something old, is of no use', async () => {
    provider.world.user = { sub: 'zoe', email: invited.email, email_verified: true };
    const mine = await comeBack();
    const other = await beginOutside(await ctxOf(outside), { kind: 'own', next: '/' });
    const finish = async (kept: string | null) => wordsOf(finishOutside(await ctxOf(outside), { kept, answer: mine.answer }));
    expect(await finish(other.kept)).toContain('Begin opnieuw');
    expect(await finish(null)).toContain('Begin opnieuw');
    expect(await finish('onzin')).toContain('Begin opnieuw');
    const sealedElsewhere = makeOutside(provider).seal(outside.unseal(mine.kept, house.now), new Date(Date.now() + 60_000));
    expect(await finish(sealedElsewhere)).toContain('Begin opnieuw');
    house.now = new Date(house.now.getTime() + 11 * 60_000);
    expect(await finish(mine.kept)).toContain('Begin opnieuw');
    expect(await failures()).toEqual(Array(5).fill('stale'));
    expect(await identities()).toEqual([]);
  });
});

describe('a provider that lies or breaks', () => {
  let provider: Awaited<ReturnType<typeof startLyingProvider>>;
  let outside: Outside;
  beforeEach(async () => {
    provider = await startLyingProvider();
    outside = makeOutside(provider, quick);
    await house.db.insert(outsideIdentity).values({
      issuer: provider.issuer,
      subject: 'kees',
      accountId: known.accountId,
      at: house.now,
    });
  });
  afterEach(() => provider.stop());

  async function walk(lies: Partial<ProviderLies>) {
    provider.world.lies = { ...provider.honest(), ...lies };
    const { url, kept } = await beginOutside(await ctxOf(outside), { kind: 'own', next: '/' });
    const asked = new URL(url).searchParams;
    provider.world.nonce = asked.get('nonce') ?? '';
    return finishOutside(await ctxOf(outside), { kept, answer: { code: 'code', state: asked.get('state') ?? '' } });
  }

  test('an honest answer of the same provider signs in', async () => {
    expect(await walk({})).toMatchObject({ kind: 'in', made: { actor: { personId: known.personId } } });
  });

  const soon = Math.floor(Date.now() / 1000);
  test.each<[string, Partial<ProviderLies>, string]>([
    ['another issuer in the token', { claims: { iss: 'https://kwaad.example' } }, 'wrong'],
    ['a token for someone else', { claims: { aud: 'iemand-anders' } }, 'wrong'],
    ['a signature of another key', { strangeKey: true }, 'wrong'],
    ['no signature', { alg: 'none' }, 'wrong'],
    ['a signature by a shared secret', { alg: 'HS256' }, 'wrong'],
    ['an old token', { claims: { exp: soon - 600, iat: soon - 900 } }, 'wrong'],
    ['a token without an end', { claims: { exp: undefined } }, 'wrong'],
    ['another nonce', { claims: { nonce: 'van-gisteren' } }, 'wrong'],
    ['no nonce', { claims: { nonce: undefined } }, 'wrong'],
    ['nobody', { claims: { sub: '' } }, 'wrong'],
    ['a code that was used', { tokenError: 'invalid_grant' }, 'wrong'],
    ['500 for a token', { token: 'status500' }, 'down'],
    ['HTML for a token', { token: 'html' }, 'down'],
    ['no token in time', { token: 'hang' }, 'down'],
    ['a huge token', { token: 'huge' }, 'down'],
    ['no keys', { keys: 'status500' }, 'down'],
    ['keys that never come', { keys: 'hang' }, 'down'],
    ['discovery that is HTML', { discovery: 'html' }, 'down'],
    ['discovery that breaks', { discovery: 'status500' }, 'down'],
    ['discovery that never comes', { discovery: 'hang' }, 'down'],
    ['discovery that is huge', { discovery: 'huge' }, 'down'],
    ['another issuer in discovery', { issuer: 'https://kwaad.example' }, 'wrong'],
  ])('%s is refused in plain words, and nothing is written but that it failed', async (_why, lies, fault) => {
    const words = await wordsOf(walk(lies));
    expect(words).toContain(fault === 'down' ? 'antwoordt nu niet' : 'niet vertrouwen');
    expect(words).not.toMatch(/error|token|JSON|undefined/i);
    expect(await house.db.select().from(session)).toEqual([]);
    const events = await house.db.select().from(auditEvent);
    expect(events).toMatchObject([{ kind: 'signInFailed', detail: { by: 'outside', why: fault } }]);
    expect(JSON.stringify(events)).not.toMatch(/toegang|eyJ/);
  });

  test('another state is refused before the provider is asked anything', async () => {
    const { kept } = await beginOutside(await ctxOf(outside), { kind: 'own', next: '/' });
    const before = provider.world.asked.length;
    const answer = { code: 'code', state: 'van-iemand-anders' };
    expect(await wordsOf(finishOutside(await ctxOf(outside), { kept, answer }))).toContain('Begin opnieuw');
    expect(provider.world.asked).toHaveLength(before);
  });

  test('is asked about itself once, and a provider that was down is asked again later', async () => {
    await walk({});
    await walk({});
    expect(provider.world.asked.filter((path) => path.startsWith('/.well-known/'))).toHaveLength(1);
    const resting = makeOutside(provider, { ...quick, restMs: 10_000 });
    provider.world.lies = { ...provider.honest(), discovery: 'status500' };
    const begin = async () => wordsOf(beginOutside(await ctxOf(resting), { kind: 'own', next: '/' }));
    expect(await begin()).toContain('antwoordt nu niet');
    provider.world.lies = provider.honest();
    expect(await begin()).toContain('antwoordt nu niet');
    const later = performance.now() + 10_001;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => later);
    try {
      expect(await begin()).toBe('fine');
    } finally {
      clock.mockRestore();
    }
  });
});

test('where no other place was set up there is none', async () => {
  expect(await wordsOf(beginOutside(await ctxOf(null), { kind: 'own', next: '/' }))).toContain('notFound');
});
