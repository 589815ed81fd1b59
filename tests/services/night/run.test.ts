import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { startJobs } from '#src/jobs.ts';
import { newId } from '#src/services/new-id.ts';
import { runNight } from '#src/services/night/run.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

const hour = 3_600_000;
const day = 24 * hour;
let house: House;
beforeEach(async () => void (house = await openTestHouse({ now: new Date('2027-02-10T02:30:00Z') })));
afterEach(() => house.close());

const run = async (at: Date = house.now) => runNight({ ...(await house.ctx()), now: at });
const at = (offset: number) => new Date(house.now.getTime() + offset);
const periods = async () => (await house.db.select().from(table.jobRun)).map((r) => r.period).sort();

test('twenty starts at once do the night’s work once', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => run()));
  expect(outcomes.filter((o) => o.kind === 'done')).toHaveLength(1);
  expect(await run(at(hour))).toEqual({ kind: 'nothingDue' });
  expect(await periods()).toEqual(['2027-02-10']);
});

test('after five days down it is done once at the next start, and again the night after', async () => {
  await run();
  expect(await run(at(5 * day + 9 * hour))).toMatchObject({ kind: 'done', period: '2027-02-15' });
  expect(await run(at(5 * day + 10 * hour))).toEqual({ kind: 'nothingDue' });
  expect(await run(at(6 * day))).toMatchObject({ kind: 'done', period: '2027-02-16' });
});

test('a clock that is put back or forward two hours makes it neither run twice nor skip a day', async () => {
  const done: string[] = [];
  for (let minute = 0; minute < 4 * 24 * 60; minute += 10) {
    // Every seven hours the clock is wrong for a while, one way and then the other.
    const wrong = Math.floor(minute / 420) % 3;
    const outcome = await run(at(minute * 60_000 + (wrong === 1 ? 2 * hour : wrong === 2 ? -2 * hour : 0)));
    if (outcome.kind === 'done') done.push(outcome.period);
  }
  expect(done).toEqual([...new Set(done)]);
  expect(done).toEqual(expect.arrayContaining(['2027-02-10', '2027-02-11', '2027-02-12', '2027-02-13']));
});

test('a night that died half-way is done again after a while, and then it is done', async () => {
  await house.db.insert(table.jobRun).values({ id: newId(), name: 'night', period: '2027-02-10', startedAt: house.now });
  expect(await run(at(10 * 60_000))).toEqual({ kind: 'nothingDue' });
  expect(await run(at(20 * 60_000))).toMatchObject({ kind: 'done', period: '2027-02-10' });
  expect(await run(at(60 * 60_000))).toEqual({ kind: 'nothingDue' });
});

test('what is past its term goes, what is not stays', async () => {
  const who = await house.person();
  const mail = (id: string, facts: Partial<typeof table.outbox.$inferInsert>) => ({
    id,
    channel: 'mail' as const,
    idempotencyKey: id,
    payload: { kind: 'x', to: 'x@test.example', values: {} },
    messageId: id,
    dueAt: at(-90 * day),
    nextTryAt: at(-90 * day),
    ...facts,
  });
  await house.db
    .insert(table.outbox)
    .values([
      mail('sent long ago', { sentAt: at(-31 * day) }),
      mail('given up long ago', { failedAt: at(-31 * day) }),
      mail('sent', { sentAt: at(-29 * day) }),
      mail('waiting', {}),
    ]);
  await house.db
    .insert(table.auditEvent)
    .values(
      [731.5, 730].map((days) => ({ id: String(days), at: at(-days * day), kind: 'signIn', entity: 'account', entityId: 'x' })),
    );
  await house.db
    .insert(table.signInFailure)
    .values([25, 23].map((hours) => ({ id: String(hours), keyHash: 'x', at: at(-hours * hour) })));
  const link = (tokenHash: string, expires: number, made: number, usesLeft = 1) => ({
    tokenHash,
    purpose: 'invitation' as const,
    accountId: who.accountId,
    usesLeft,
    expiresAt: at(expires * day),
    createdAt: at(made * day),
  });
  await house.db
    .insert(table.oneTimeLink)
    .values([
      link('expired', -8, -20),
      link('just expired', -6, -20),
      link('used', 6, -8, 0),
      link('just used', 6, -6, 0),
      link('open', 6, -8),
    ]);
  const draft = (formKey: string, expires: number) => ({
    id: formKey,
    personId: who.personId,
    formKey,
    body: { kind: 'desk' as const, path: '/', action: null, fields: [] },
    at: at(-7 * day),
    expiresAt: at(expires),
  });
  await house.db.insert(table.draft).values([draft('over', -1), draft('kept', hour)]);
  const session = (id: string, kind: 'own' | 'shared', seen: number, until: number) => ({
    id,
    userId: who.accountId,
    kind,
    expiresAt: 0,
    createdAt: at(-60 * day),
    lastSeen: at(seen),
    absoluteUntil: at(until),
  });
  await house.db
    .insert(table.session)
    .values([
      session('own, idle long ago', 'own', -22 * day, 8 * day),
      session('own, idle', 'own', -20 * day, 8 * day),
      session('over', 'own', -8 * day, -8 * day),
      session('shared, idle long ago', 'shared', -8 * day, 1),
      session('alive', 'shared', -60_000, hour),
    ]);

  expect(await run()).toMatchObject({
    purged: { mail: 2, auditEvent: 1, signInFailure: 1, oneTimeLink: 2, draft: 1, session: 3 },
  });
  const ids = async (of: 'outbox' | 'auditEvent' | 'session' | 'draft' | 'signInFailure') =>
    (await house.db.select({ id: table[of].id }).from(table[of])).map((r) => r.id).sort();
  expect(await ids('outbox')).toEqual(['sent', 'waiting']);
  expect(await ids('auditEvent')).toEqual(['730']);
  expect(await ids('session')).toEqual(['alive', 'own, idle']);
  expect(await ids('draft')).toEqual(['kept']);
  expect(await ids('signInFailure')).toEqual(['23']);
  expect((await house.db.select().from(table.oneTimeLink)).map((l) => l.tokenHash).sort()).toEqual([
    'just expired',
    'just used',
    'open',
  ]);
});

test('thousands of rows go in portions', async () => {
  const rows = Array.from({ length: 1300 }, (_, n) => ({ id: String(n), keyHash: 'x', at: at(-2 * day) }));
  for (let n = 0; n < rows.length; n += 100) await house.db.insert(table.signInFailure).values(rows.slice(n, n + 100));
  expect(await run()).toMatchObject({ purged: { signInFailure: 1300 } });
});

test('the process does it at the start, and once though two are started', async () => {
  const ctx = await house.ctx();
  const app = { background: (now: Date) => ({ ...ctx, now }) };
  const options = { clock: () => house.now, everyMs: 10 };
  const jobs = [startJobs(app, options), startJobs(app, options)];
  await vi.waitFor(async () => expect((await house.db.select().from(table.jobRun))[0]?.finishedAt).toEqual(house.now));
  await Promise.all(jobs.map((j) => j.stop()));
  expect(await periods()).toEqual(['2027-02-10']);
  expect((await house.db.select().from(table.jobRun))[0]?.finishedAt).toEqual(house.now);
});
