import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { erasePersonRows } from '#src/db/queries/erase.ts';
import * as table from '#src/db/schema/index.ts';
import type { Activity } from '#src/domain/xapi.ts';
import { lrsTransport } from '#src/lrs/client.ts';
import { makePseudonyms } from '#src/lrs/pseudonym.ts';
import type { LrsTransport } from '#src/lrs/types.ts';
import { openOutbox } from '#src/services/mail/open-outbox.ts';
import { retryAllMail, retryMail } from '#src/services/mail/retry.ts';
import { newId } from '#src/services/new-id.ts';
import { forgetWaiting, forwardStatements } from '#src/services/statement/forward.ts';
import { sendNextStatements } from '#src/services/statement/send.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { lrsKey, lrsSecret, openLrs, type Behaviour, type LrsSink } from '#tests/kit/lrs-sink.ts';

let house: House;
let lrs: LrsSink;
let library: string;
let people: TestPerson[];
let group: Awaited<ReturnType<House['group']>>;
let before: Behaviour | undefined;
const day = 86_400_000;

beforeEach(async () => {
  before = undefined;
  house = await openTestHouse({ now: new Date('2027-02-10T09:00:00Z') });
  lrs = await openLrs({ before: (batch, res) => before?.(batch, res) ?? false });
  library = await house.library();
  people = [];
  for (let n = 0; n < 6; n++) people.push(await house.learner(library, `Naam${n} Zonderspoor`));
  group = await house.group({ libraryId: library, members: people, name: 'Groep van Joke' });
});
afterEach(async () => {
  await lrs.close();
  await house.close();
});

const ctxOn = async (more = {}) => house.ctx(null, { lrs: { host: lrs.host, pseudonym: makePseudonyms(house.folder) }, ...more });
const transport = (secret = lrsSecret, answerMs = 400): LrsTransport =>
  lrsTransport({ url: lrs.url, key: lrsKey, secret }, { answerMs });
/** A whole day's look at what the store should know. */
async function look() {
  const put = { put: 0, takenBack: 0 };
  for (;;) {
    const outcome = await forwardStatements(await ctxOn());
    if (outcome.kind === 'nothingDue') return put;
    put.put += outcome.put;
    put.takenBack += outcome.takenBack;
  }
}
async function sendAll(by = transport()) {
  const outcomes = [];
  for (;;) {
    const outcome = await sendNextStatements(await ctxOn(), by);
    if (outcome.kind === 'nothingDue') return outcomes;
    outcomes.push(outcome);
  }
}
const tomorrow = () => (house.now = new Date(house.now.getTime() + day));
const doLesson = async (who: TestPerson, lessonId = 'nk-1', at = new Date('2027-02-09T13:37:00Z')) =>
  house.db.insert(table.lessonCompletion).values({ id: newId(), personId: who.personId, moduleId: 'nieuwe-klanten', lessonId, version: 1, at }); // prettier-ignore
const everyone = async (lessonId = 'nk-1') => {
  for (const who of people) await doLesson(who, lessonId);
};
const waiting = () => house.db.select().from(table.outbox);
const forwarded = () => house.db.select().from(table.statementForwarded);

test('what is told is told once, without name, hour, answer or score, and nothing stays in the outbox', async () => {
  await everyone();
  for (const who of people) {
    await house.pass(who, 'nieuwe-klanten', new Date('2027-02-09T13:37:00Z'));
    await house.mark(group.meetings[0]?.moments[0]?.id ?? '', who);
    await house.certificate(group.id, group.ruleId, who);
  }
  await house.db.update(table.certificate).set({ issuedAt: new Date('2027-02-09T13:37:00Z') });
  expect(await look()).toEqual({ put: 24, takenBack: 0 });
  expect(await look()).toEqual({ put: 0, takenBack: 0 });
  const kept = JSON.stringify(await waiting());
  for (const secret of ['Zonderspoor', 'nk-1', 'nieuwe-klanten', 'completed', '13:37']) expect(kept).not.toContain(secret);
  await sendAll();
  expect(lrs.held.size).toBe(24);
  expect(await waiting()).toEqual([]);
  expect(await forwarded()).toHaveLength(24);
  const told = JSON.stringify([...lrs.held.values()]);
  const ids = people.flatMap(({ personId, accountId, name, email }) => [personId, accountId, name, email]);
  for (const secret of [...ids, group.id, 'Joke', 'score', 'response', 'answered', '13:37']) expect(told).not.toContain(secret);
  expect(new Set([...lrs.held.values()].map(({ actor }) => actor.account.name)).size).toBe(6);
  tomorrow();
  expect(await look()).toEqual({ put: 0, takenBack: 0 });
  expect(lrs.batches.flat()).toHaveLength(24);
});

test('a day is told when it is over, and nothing that fewer than five people did', async () => {
  for (const who of people) await doLesson(who, 'nk-2', new Date('2027-02-10T08:00:00Z'));
  for (const who of people.slice(0, 4)) await doLesson(who, 'nk-3');
  expect(await look()).toEqual({ put: 0, takenBack: 0 });
  tomorrow();
  expect((await look()).put).toBe(6);
  await doLesson(people[4] as TestPerson, 'nk-3');
  tomorrow();
  expect((await look()).put).toBe(5);
  await sendAll();
  expect(lrs.held.size).toBe(11);
});

test('the same person has one name there, from day to day and after a restart', async () => {
  await everyone();
  await look();
  await sendAll();
  await everyone('nk-2');
  tomorrow();
  await look();
  await sendAll();
  expect(lrs.held.size).toBe(12);
  expect(new Set([...lrs.held.values()].map(({ actor }) => actor.account.name)).size).toBe(6);
  expect(makePseudonyms(house.folder)('x')).toBe(makePseudonyms(house.folder)('x'));
  expect(makePseudonyms(house.folder)('x')).not.toBe(makePseudonyms(`${house.folder}/elders`)('x'));
});

test('off: nothing is put in, nothing is sent, and what waited is gone', async () => {
  await everyone();
  expect(await forwardStatements(await house.ctx())).toEqual({ kind: 'nothingDue' });
  expect(await sendNextStatements(await house.ctx(), transport())).toEqual({ kind: 'nothingDue' });
  await look();
  await forgetWaiting(await ctxOn());
  expect((await waiting()).length).toBe(6);
  await forgetWaiting(await house.ctx());
  expect(await waiting()).toEqual([]);
});

test('where it was stays known: a look that stops half-way goes on with the next library', async () => {
  for (let n = 0; n < 4; n++) await house.library();
  await everyone();
  const first = await forwardStatements(await ctxOn());
  expect(first).toMatchObject({ kind: 'done', libraries: 3 });
  expect(await forwardStatements(await ctxOn())).toMatchObject({ libraries: 2 });
  expect(await forwardStatements(await ctxOn())).toEqual({ kind: 'nothingDue' });
  expect((await waiting()).length).toBe(6);
  tomorrow();
  expect(await forwardStatements(await ctxOn())).toMatchObject({ kind: 'done', libraries: 3, put: 0 });
});

test.each([
  [
    'an error of the store',
    (_batch: unknown, res: { writeHead(n: number): { end(): void } }) => (res.writeHead(503).end(), true),
    '503',
  ],
  ['no answer', () => new Promise<boolean>(() => {}), 'TIMEOUT'],
  [
    'a redirect',
    (_batch: unknown, res: { writeHead(n: number, h?: object): { end(): void } }) => (
      res.writeHead(302, { Location: '/x' }).end(),
      true
    ),
    '302',
  ],
] as [string, Behaviour, string][])('%s: it is tried again later, and told once', async (_name, fault, detail) => {
  await everyone();
  await look();
  before = fault;
  const [outcome] = await Promise.all([sendNextStatements(await ctxOn(), transport())]);
  expect(outcome).toMatchObject({
    kind: 'notSent',
    tries: 1,
    unreachable: true,
    givenUp: false,
    reason: `UNREACHABLE ${detail}`,
  });
  const tried = (await waiting()).find(({ tries }) => tries === 1);
  expect(tried?.nextTryAt).toEqual(new Date(house.now.getTime() + 60_000));
  before = undefined;
  await sendAll();
  house.now = new Date(house.now.getTime() + 61_000);
  await sendAll();
  expect(lrs.held.size).toBe(6);
  expect(await waiting()).toEqual([]);
});

test('wrong credentials and a store that is gone are told to the administrator, in words', async () => {
  await everyone();
  await look();
  await sendNextStatements(await ctxOn(), transport('verkeerd'));
  const administrator = await house.person({ role: 'administrator' });
  const seen = async (query = {}) =>
    openOutbox(await house.ctx(administrator, { lrs: { host: lrs.host, pseudonym: () => '' } }), query);
  const page = await seen({ staat: 'wacht' });
  expect(page.state.text).toContain(`Er wachten leergegevens voor ${lrs.host}`);
  expect(page.list.rows).toHaveLength(6);
  expect(page.list.rows.map(({ reason }) => reason)).toContain(
    'Het leersysteem kent onze sleutel niet. Kijk naar LRS_KEY en LRS_SECRET.',
  );
  expect(JSON.stringify(page.list.rows)).not.toContain('Zonderspoor');
  expect(page.list.rows.every(({ person }) => person === null)).toBe(true);
  // Until it is given up, after as many tries as mail.
  const { port } = lrs;
  await lrs.close();
  for (let n = 0; n < 12; n++) {
    await sendAll(lrsTransport({ url: `http://127.0.0.1:${port}/xapi`, key: lrsKey, secret: lrsSecret }, { answerMs: 400 }));
    house.now = new Date(house.now.getTime() + day);
  }
  const failed = await seen();
  expect(failed.state.failed).toBe(6);
  expect(failed.list.rows.map(({ reason }) => reason)).toEqual(Array(6).fill('Het leersysteem is niet bereikbaar.'));
  lrs = await openLrs({ port });
  expect(await retryAllMail(await house.ctx(administrator))).toBe(6);
  await sendAll();
  expect(lrs.held.size).toBe(6);
  expect((await seen()).state).toMatchObject({ failed: 0, waiting: 0 });
});

test('one statement that the store refuses holds up nothing else; it can be sent again', async () => {
  const who = people[0] as TestPerson;
  for (const lesson of ['nk-1', 'nk-2', 'nk-3', 'nk-4', 'nk-5']) await everyone(lesson);
  before = (batch, res) => {
    const bad = batch.some(({ object, actor }) => (object as Activity).id.endsWith('nk-3') && actor.account.name === name);
    if (bad) res.writeHead(400).end('nee');
    return bad;
  };
  const name = makePseudonyms(house.folder)(who.personId);
  await look();
  const outcomes = await sendAll();
  expect(outcomes.filter(({ kind }) => kind === 'notSent')).toMatchObject([
    { reason: 'refused 400', givenUp: true, unreachable: false },
  ]);
  expect(lrs.held.size).toBe(29);
  const [left, ...more] = await waiting();
  expect(more).toEqual([]);
  expect(left?.payload).toMatchObject({ ids: [expect.any(String)], failure: { code: 'NOT_VALID', detail: '400' } });
  // What comes later of the same person goes on.
  await everyone('nk-0');
  tomorrow();
  expect((await look()).put).toBe(6);
  await sendAll();
  expect(lrs.held.size).toBe(35);
  const administrator = await house.person({ role: 'administrator' });
  expect(await retryAllMail(await house.ctx(administrator))).toBe(0);
  before = undefined;
  await retryMail(await house.ctx(administrator), left?.id ?? '');
  await sendAll();
  expect(lrs.held.size).toBe(36);
});

test('a process that dies between telling and keeping that it told, tells it again: the store keeps it once', async () => {
  await everyone();
  await look();
  const rows = await waiting();
  await sendAll();
  const first = new Map(lrs.held);
  await house.db.delete(table.statementForwarded);
  await house.db.insert(table.outbox).values(rows);
  await sendAll();
  expect(lrs.batches).toHaveLength(12);
  expect(lrs.held).toEqual(first);
  expect(await waiting()).toEqual([]);
  expect(await forwarded()).toHaveLength(6);
});

test('what the store has already under that number counts as told, however it reads (409)', async () => {
  for (const lesson of ['nk-1', 'nk-2']) await everyone(lesson);
  await look();
  await sendAll();
  const [one] = lrs.held.values();
  if (one) lrs.held.set(one.id, { ...one, timestamp: '2020-01-01T00:00:00.000Z' });
  await house.db.delete(table.statementForwarded);
  tomorrow();
  await look();
  expect((await sendAll()).every(({ kind }) => kind === 'sent')).toBe(true);
  expect(await forwarded()).toHaveLength(12);
});

test('an answer that never ends is not read', async () => {
  await everyone();
  await look();
  let closed = 0;
  before = (_batch, res) => {
    res.writeHead(200);
    const more = setInterval(() => res.write('x'.repeat(1024 * 1024)), 1);
    res.on('close', () => (closed++, clearInterval(more)));
    return true;
  };
  const used = process.memoryUsage().rss;
  await sendAll();
  expect(await forwarded()).toHaveLength(6);
  await expect.poll(() => closed).toBe(6);
  expect(process.memoryUsage().rss - used).toBeLessThan(150 * 1024 * 1024);
});

test('attendance that is taken back before it was told is not told; afterwards it is taken back there', async () => {
  const moment = group.meetings[0]?.moments[0]?.id ?? '';
  for (const who of people) await house.mark(moment, who);
  await look();
  await house.mark(moment, people[0] as TestPerson, 'cleared');
  await sendAll();
  expect(lrs.held.size).toBe(5);
  await house.mark(moment, people[1] as TestPerson, 'absent');
  tomorrow();
  expect(await look()).toEqual({ put: 0, takenBack: 1 });
  await sendAll();
  const name = makePseudonyms(house.folder)(people[1]?.personId ?? '');
  const attended = [...lrs.held.values()].filter(({ verb }) => verb.id.endsWith('attended'));
  expect([...lrs.voided]).toEqual(attended.filter(({ actor }) => actor.account.name === name).map(({ id }) => id));
  expect(await forwarded()).toHaveLength(4);
  // Marked present again it is a new fact: the old number stays taken back.
  await house.mark(moment, people[1] as TestPerson);
  tomorrow();
  expect(await look()).toEqual({ put: 1, takenBack: 0 });
  await sendAll();
  expect(lrs.held.size).toBe(7);
});

test('a certificate that is revoked and a make-up that is withdrawn are taken back', async () => {
  const meetingId = group.meetings[0]?.id ?? '';
  const at = new Date('2027-02-09T10:00:00Z');
  for (const { personId } of people)
    await house.db.insert(table.makeUp).values({ id: newId(), meetingId, personId, how: 'task', at });
  for (const who of people) await house.certificate(group.id, group.ruleId, who);
  await house.db.update(table.certificate).set({ issuedAt: at });
  await look();
  await sendAll();
  expect(lrs.held.size).toBe(12);
  const [certificate] = await house.db.select().from(table.certificate);
  await house.db
    .insert(table.certificateRevocation)
    .values({ certificateId: certificate?.id ?? '', reason: 'request', at: house.now });
  const [made] = await house.db.select().from(table.makeUp);
  await house.db
    .update(table.makeUp)
    .set({ withdrawnAt: house.now })
    .where(eq(table.makeUp.id, made?.id ?? ''));
  tomorrow();
  expect(await look()).toEqual({ put: 0, takenBack: 2 });
  expect(await look()).toEqual({ put: 0, takenBack: 0 });
  await sendAll();
  expect(lrs.voided.size).toBe(2);
  tomorrow();
  expect(await look()).toEqual({ put: 0, takenBack: 0 });
});

test('whoever is erased: what waits goes, what was told is taken back, and nothing here points at them', async () => {
  await everyone();
  await look();
  await sendAll();
  await everyone('nk-2');
  tomorrow();
  await look();
  const who = people[0] as TestPerson;
  await house.db.transaction((tx) =>
    erasePersonRows(tx, { personIds: [who.personId], facelessId: newId(), keepsCertificates: false, now: house.now }),
  );
  expect((await waiting()).some(({ personId }) => personId === who.personId)).toBe(false);
  await sendAll();
  expect(lrs.held.size).toBe(11);
  tomorrow();
  expect(await look()).toEqual({ put: 0, takenBack: 1 });
  await sendAll();
  expect(lrs.voided.size).toBe(1);
  expect((await forwarded()).some(({ personId }) => personId === null)).toBe(false);
  const name = makePseudonyms(house.folder)(who.personId);
  const [taken] = lrs.voided;
  expect(lrs.held.get(taken ?? '')?.actor.account.name).toBe(name);
});

test('another store is told everything; what waited for the old one is dropped', async () => {
  await everyone();
  await look();
  await sendAll();
  await everyone('nk-2');
  tomorrow();
  await look();
  const old = lrs;
  lrs = await openLrs();
  tomorrow();
  expect((await look()).put).toBe(6);
  await sendAll();
  tomorrow();
  await look();
  await sendAll();
  expect(old.held.size).toBe(6);
  expect(lrs.held.size).toBe(12);
  await old.close();
});
