import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { account, outbox } from '#src/db/schema/index.ts';
import { composeMail } from '#src/mail/compose.ts';
import { MailError, type MailMessage } from '#src/mail/types.ts';
import { openGroup } from '#src/services/group/open.ts';
import { enqueueMail } from '#src/services/mail/enqueue.ts';
import { openOutbox } from '#src/services/mail/open-outbox.ts';
import { previewMail } from '#src/services/mail/preview.ts';
import { retryAllMail, retryMail } from '#src/services/mail/retry.ts';
import { sendNextDue } from '#src/services/mail/send-next-due.ts';
import { openOverview } from '#src/services/organisation/overview.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';
import { stopwatch } from '#tests/kit/spent.ts';

let world: GroupWorld;
let robin: TestPerson;
let sent: MailMessage[];
let failure: MailError | null;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram']);
  robin = await world.house.person({ role: 'administrator' });
  sent = [];
  failure = null;
});
afterEach(() => world.house.close());

const transport = {
  send: async (message: MailMessage) => {
    if (failure) throw failure;
    sent.push(message);
  },
  close: () => {},
};
let n = 0;
async function put(kind = 'addedToGroup', who = world.person('Anna')) {
  const text = world.house.catalogue.emails.get(kind);
  await enqueueMail(world.house.db, await world.house.ctx(), {
    kind,
    to: who.email,
    personId: who.personId,
    values: Object.fromEntries((text?.placeholders ?? []).map((name) => [name, `waarde ${name}`])),
    idempotencyKey: String(n++),
  });
}
async function sendAll() {
  while ((await sendNextDue(await world.house.ctx(), { transport, compose: composeMail })).kind !== 'nothingDue');
}
const refusedAddress = new MailError('BOUNCED', 'EENVELOPE 550 5.1.1');
const away = new MailError('UNREACHABLE', 'ECONNECTION');
const open = async (given: Record<string, string> = {}) => openOutbox(await world.house.ctx(robin), given);
const rows = () => world.house.db.select().from(outbox);
const group = async () => openGroup(await world.house.ctx(world.samira), { groupId: world.group.id });

describe('an address that is refused for good', () => {
  beforeEach(async () => {
    failure = refusedAddress;
    await put();
    await sendAll();
  });

  test('is tried once and shown to the administrator in words', async () => {
    expect((await rows())[0]).toMatchObject({ tries: 1, sentAt: null });
    expect((await rows())[0]?.failedAt).toBeInstanceOf(Date);
    world.house.now = new Date(world.house.now.getTime() + 3 * 86_400_000);
    await sendAll();
    expect((await rows())[0]?.tries).toBe(1);
    const { list, state } = await open();
    expect(state).toMatchObject({ failed: 1, waiting: 0 });
    expect(list.rows[0]).toMatchObject({
      to: world.person('Anna').email,
      reason: 'Het adres wordt geweigerd. Het bestaat niet (meer), of er staat een typefout in.',
      retry: true,
      person: `/beheer/mensen/${world.person('Anna').personId}`,
    });
    expect((await openOverview(await world.house.ctx(robin))).todo).toContainEqual({
      text: '1 mail is niet aangekomen',
      href: '/beheer/berichten',
    });
  });

  test('is shown to the leader, until another mail arrives there or the address is another', async () => {
    expect(await group()).toMatchObject({ unreachable: 'Anna' });
    expect((await group()).members.map((m) => [m.name, m.unreachable])).toEqual([
      ['Anna', true],
      ['Bram', false],
    ]);
    failure = null;
    await put();
    await sendAll();
    expect((await group()).unreachable).toBeNull();
    expect((await open()).state.failed).toBe(0);
  });

  test('is forgotten when the address is another', async () => {
    await world.house.db
      .update(account)
      .set({ email: 'anders@test.example' })
      .where(eq(account.email, world.person('Anna').email));
    expect((await group()).unreachable).toBeNull();
  });

  test('can be tried again by hand, with the same Message-ID and all it said', async () => {
    failure = null;
    const [row] = await rows();
    await retryMail(await world.house.ctx(robin), row?.id ?? '');
    await retryMail(await world.house.ctx(robin), row?.id ?? '');
    await sendAll();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.messageId).toBe(row?.messageId);
    expect(sent[0]?.text).toContain('waarde group');
    expect((await rows())[0]?.payload.values).toEqual({});
    expect((await open()).state).toMatchObject({ failed: 0 });
  });
});

test('a server that is away holds a mail, says why, and everything is sent again in one go', async () => {
  failure = away;
  await put();
  await put('passwordReset');
  await sendAll();
  const waiting = (await open({ staat: 'wacht' })).list.rows;
  expect(waiting.map((row) => row.reason)).toEqual(['De mailserver is niet bereikbaar.', 'De mailserver is niet bereikbaar.']);
  for (let hours = 0; hours < 60; hours++) {
    world.house.now = new Date(world.house.now.getTime() + 3_600_000);
    await sendAll();
  }
  failure = refusedAddress;
  await put('addedToGroup', world.person('Bram'));
  await sendAll();
  expect((await open()).state).toMatchObject({ failed: 3, waiting: 0 });
  failure = null;
  expect(await retryAllMail(await world.house.ctx(robin))).toBe(1);
  await sendAll();
  expect(sent.map((m) => m.to)).toEqual([world.person('Anna').email]);
});

test('a mail with a link that lets people in keeps no link when it fails, and says what to do instead', async () => {
  failure = refusedAddress;
  await put('invitation');
  await sendAll();
  const [row] = await rows();
  expect(JSON.stringify(row?.payload)).not.toContain('waarde');
  expect((await open()).list.rows[0]).toMatchObject({ retry: false });
  await expect(retryMail(await world.house.ctx(robin), row?.id ?? '')).rejects.toMatchObject({ code: 'invalid' });
});

test('ten thousand mails that wait are a page like any other', async () => {
  const base = {
    channel: 'mail' as const,
    payload: { kind: 'addedToGroup', to: 'x@test.example', values: {} },
    dueAt: world.house.now,
    nextTryAt: world.house.now,
  };
  for (let i = 0; i < 10_000; i += 500)
    await world.house.db.insert(outbox).values(
      Array.from({ length: 500 }, (_, k) => ({
        ...base,
        id: `m${i + k}`,
        idempotencyKey: `k${i + k}`,
        messageId: `<${i + k}>`,
      })),
    );
  const spent = stopwatch();
  const { list, state } = await open({ staat: 'wacht', pagina: '400' });
  expect(list.rows).toHaveLength(25);
  expect(state.text).toContain('Er wachten 10.000 mails');
  expect(spent()).toBeLessThan(1000);
});

test('all of it is for the administrator alone', async () => {
  for (const who of [world.samira, world.person('Anna')]) {
    const ctx = await world.house.ctx(who);
    await expect(openOutbox(ctx, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(retryMail(ctx, 'x')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(retryAllMail(ctx)).rejects.toMatchObject({ code: 'forbidden' });
    expect(() => previewMail(ctx, 'weekOverview')).toThrow();
  }
  await expect(retryMail(await world.house.ctx(robin), 'x')).rejects.toMatchObject({ code: 'notFound' });
});

test('every kind can be looked at, filled in', async () => {
  const ctx = await world.house.ctx(robin);
  for (const kind of world.house.catalogue.emails.keys()) {
    const { text, html } = composeMail(previewMail(ctx, kind).mail, { baseUrl: ctx.publicBaseUrl });
    expect(text, kind).not.toMatch(/\{\{|undefined/);
    expect(html, kind).toContain('<!doctype html>');
  }
});
