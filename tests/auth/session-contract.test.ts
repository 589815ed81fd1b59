/**
 * What whoever keeps sessions must do, lucia or its successor: give the house another store and this must stay green.
 */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeSessionStore } from '#src/auth/sessions.ts';
import { purgeExpired } from '#src/db/queries/purge.ts';
import { session } from '#src/db/schema/index.ts';
import { lastSeenStep, sessionLimits, type SessionKind } from '#src/domain/session.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const kinds: SessionKind[] = ['own', 'shared'];

let house: House;
let who: TestPerson;
let start: Date;

beforeEach(async () => {
  house = await openTestHouse();
  who = await house.person({ name: 'Ans', email: 'ans@test.example' });
  start = house.now;
});
afterEach(() => house.close());

const store = () => house.sessions;
const after = (ms: number) => new Date(start.getTime() + ms);
const create = (kind: SessionKind) => store().create(who.accountId, kind, start);
const rows = () => house.db.select().from(session);

describe('a new session', () => {
  test('is alive and says whose it is', async () => {
    const { token, sessionId } = await create('own');
    expect(await store().check(token, start)).toEqual({
      kind: 'alive',
      session: {
        sessionId,
        accountId: who.accountId,
        personId: who.personId,
        email: 'ans@test.example',
        kind: 'own',
        passkeyAt: null,
      },
    });
  });

  test('has a token of 32 random bytes of which only the hash is stored', async () => {
    const made = [await create('own'), await create('own')];
    for (const { token, sessionId } of made) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      expect(sessionId).toBe(createHash('sha256').update(token).digest('hex'));
      expect(JSON.stringify(await rows())).not.toContain(token);
    }
    expect(made[0]?.token).not.toBe(made[1]?.token);
  });

  test('can’t be opened with the id that is stored', async () => {
    const { sessionId } = await create('own');
    expect(await store().check(sessionId, start)).toEqual({ kind: 'none' });
  });

  test.each(kinds)('lasts no longer than its absolute limit says (%s)', async (kind) => {
    expect((await create(kind)).until).toEqual(after(sessionLimits[kind].absolute));
  });
});

describe.each(kinds)('time (%s)', (kind) => {
  const { idle, absolute } = sessionLimits[kind];

  test('is up one moment after the idle limit, and its owner is still known', async () => {
    const { token } = await create(kind);
    expect(await store().check(token, after(idle + 1))).toEqual({ kind: 'lapsed', session: { personId: who.personId } });
  });

  test('goes on while someone keeps coming, until the absolute limit', async () => {
    const { token } = await create(kind);
    for (let at = idle / 2; at < absolute; at += idle / 2)
      expect((await store().check(token, after(at))).kind, `after ${at} ms`).toBe('alive');
    expect((await store().check(token, after(absolute))).kind).toBe('lapsed');
  });

  test('that is up doesn’t come back by trying', async () => {
    const { token } = await create(kind);
    await store().check(token, after(idle + 1));
    expect((await store().check(token, after(idle + 2))).kind).toBe('lapsed');
  });

  test('is written at most once in its step, however many pages are read', async () => {
    const { token } = await create(kind);
    const step = lastSeenStep[kind];
    expect(step).toBeGreaterThanOrEqual(minute);
    const seen = async () => (await rows())[0]?.lastSeen.getTime();
    for (const part of [0.1, 0.5, 0.99]) await store().check(token, after(step * part));
    expect(await seen()).toBe(start.getTime());
    await store().check(token, after(step));
    expect(await seen()).toBe(after(step).getTime());
  });
});

test('a clock that is put back two hours leaves a shared computer open for ten idle minutes, not for two hours more', async () => {
  const { token } = await create('shared');
  await store().check(token, after(-120 * minute));
  expect((await store().check(token, after(-109 * minute))).kind).toBe('lapsed');
});

test('a shared computer ends after ten idle minutes or twelve hours, an own device after two weeks or thirty days', () => {
  expect(sessionLimits).toEqual({
    shared: { idle: 10 * minute, absolute: 12 * 60 * minute },
    own: { idle: 14 * day, absolute: 30 * day },
  });
});

describe('ending', () => {
  test('revoke ends one session and leaves the others', async () => {
    const [one, two] = [await create('own'), await create('shared')];
    await store().revoke(one.sessionId);
    expect(await store().check(one.token, start)).toEqual({ kind: 'none' });
    expect((await store().check(two.token, start)).kind).toBe('alive');
  });

  test('revokeAll ends every session of that account and nobody else’s', async () => {
    const other = await house.person();
    const theirs = await store().create(other.accountId, 'own', start);
    const mine = [await create('own'), await create('shared')];
    await store().revokeAll(who.accountId);
    for (const { token } of mine) expect(await store().check(token, start)).toEqual({ kind: 'none' });
    expect((await store().check(theirs.token, start)).kind).toBe('alive');
  });

  test('revoking what is gone already is fine', async () => {
    const { sessionId } = await create('own');
    await store().revoke(sessionId);
    await store().revoke(sessionId);
    await store().revokeAll(who.accountId);
    expect(await rows()).toEqual([]);
  });

  test('rotation: the new token opens, the old one doesn’t', async () => {
    const old = await create('own');
    const next = await create('own');
    await store().revoke(old.sessionId);
    expect((await store().check(next.token, start)).kind).toBe('alive');
    expect((await store().check(old.token, start)).kind).toBe('none');
  });

  test('the night clears what ended a week ago, and nothing sooner', async () => {
    const own = await create('own');
    const shared = await create('shared');
    const kindOf = async ({ token }: { token: string }) => (await store().check(token, start)).kind;
    await purgeExpired(house.db, after(7 * day + sessionLimits.shared.idle));
    expect(await kindOf(shared)).toBe('alive');
    await purgeExpired(house.db, after(7 * day + sessionLimits.shared.idle + 1));
    expect(await kindOf(shared)).toBe('none');
    expect(await kindOf(own)).toBe('alive');
    await purgeExpired(house.db, after(7 * day + sessionLimits.own.idle + 1));
    expect(await rows()).toEqual([]);
  });
});

test.each([
  ['empty', ''],
  ['too short', 'abc'],
  ['of other letters', `${'a'.repeat(42)}%`],
  ['with a null byte', `${'a'.repeat(42)}\u0000`],
  ['well formed but unknown', 'a'.repeat(43)],
  ['SQL', "' or 1=1 --"],
  ['huge', 'a'.repeat(5_000_000)],
  ['of little pictures', '🙂'.repeat(43)],
])('a token that is %s belongs to nobody', async (_, token) => {
  await create('own');
  expect(await store().check(token, start)).toEqual({ kind: 'none' });
});

test('a database that can’t be written now doesn’t keep people from reading', async () => {
  const { token } = await create('own');
  const full = new Proxy(house.db, {
    get: (db, name) =>
      name === 'update'
        ? () => ({ set: () => ({ where: () => Promise.reject(new Error('the disk is full')) }) })
        : (Reflect.get(db, name) as unknown),
  });
  expect((await makeSessionStore(full).check(token, after(lastSeenStep.own * 2))).kind).toBe('alive');
});

test('a database that someone else holds keeps nobody waiting who only reads', async () => {
  const { token } = await create('own');
  const held = new Proxy(house.db, {
    get: (db, name) =>
      name === 'update' ? () => ({ set: () => ({ where: () => new Promise(() => {}) }) }) : (Reflect.get(db, name) as unknown),
  });
  const asked = performance.now();
  expect((await makeSessionStore(held).check(token, after(lastSeenStep.own * 2))).kind).toBe('alive');
  expect(performance.now() - asked).toBeLessThan(3000);
});
