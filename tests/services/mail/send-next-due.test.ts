import { afterEach, beforeEach, expect, test } from 'vitest';
import { outbox } from '#src/db/schema/index.ts';
import { mostTries } from '#src/domain/mail-retry.ts';
import { composeMail } from '#src/mail/compose.ts';
import { MailError, type MailMessage, type MailTransport } from '#src/mail/types.ts';
import { enqueueMail } from '#src/services/mail/enqueue.ts';
import { sendNextDue } from '#src/services/mail/send-next-due.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

const minute = 60_000;
let house: House;
let sent: MailMessage[];
let failure: MailError | null;
const transport: MailTransport = {
  async send(message) {
    if (failure) throw failure;
    sent.push(message);
  },
  close: () => {},
};

beforeEach(async () => {
  house = await openTestHouse();
  sent = [];
  failure = null;
});
afterEach(() => house.close());

const put = async (key = 'eerste') =>
  enqueueMail(house.db, await house.ctx(), {
    kind: 'passwordReset',
    to: 'noor@duinrand.example',
    personId: null,
    values: { link: 'https://leren.example/wachtwoord/geheim', minutes: '60' },
    idempotencyKey: key,
  });
const send = async (demo = false) => sendNextDue(await house.ctx(null, { demo }), { transport, compose: composeMail });
const row = async () => (await house.db.select().from(outbox))[0];

test('the same idempotency key is one mail, sent once', async () => {
  await put();
  await put();
  expect(await send()).toEqual({ kind: 'sent' });
  expect(await send()).toEqual({ kind: 'nothingDue' });
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain('https://leren.example/wachtwoord/geheim');
});

test('a sent mail keeps no secret link, except in the demonstration that shows it', async () => {
  await put();
  await send();
  expect((await row())?.payload).toEqual({ kind: 'passwordReset', to: 'noor@duinrand.example', values: {} });
  await house.db.delete(outbox);
  await put();
  await send(true);
  expect((await row())?.payload.values.link).toContain('geheim');
});

test('a mail is tried after 1, 5, 15 and 60 minutes and ever slower, and given up within two days', async () => {
  await put();
  failure = new MailError('REFUSED', '451');
  const start = house.now.getTime();
  const triedAt: number[] = [];
  for (let outcome = await send(); ; outcome = await send()) {
    if (outcome.kind === 'notSent') triedAt.push((house.now.getTime() - start) / minute);
    if (outcome.kind === 'notSent' && outcome.givenUp) break;
    if (outcome.kind === 'sent') throw new Error('nothing could be sent');
    house.now = new Date(house.now.getTime() + minute);
  }
  expect(triedAt.slice(0, 5)).toEqual([0, 1, 6, 21, 81]);
  expect(triedAt).toHaveLength(mostTries);
  expect(triedAt.at(-1)).toBeLessThan(48 * 60);
  house.now = new Date(house.now.getTime() + 90 * 24 * 60 * minute);
  expect(await send()).toEqual({ kind: 'nothingDue' });
  expect((await row())?.failedAt).toBeInstanceOf(Date);
  // The link in it may still open something.
  expect((await row())?.payload.values).toEqual({});
});

test('a server that was down for an hour gets everything when it is back', async () => {
  for (const key of ['a', 'b', 'c']) await put(key);
  failure = new MailError('UNREACHABLE', 'ECONNECTION');
  for (let passed = 0; passed < 60; passed++) {
    for (let n = 0; n < 3; n++) await send();
    house.now = new Date(house.now.getTime() + minute);
  }
  expect(sent).toHaveLength(0);
  failure = null;
  for (let passed = 0; passed < 30; passed++) {
    while ((await send()).kind !== 'nothingDue');
    house.now = new Date(house.now.getTime() + minute);
  }
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map((m) => m.messageId)).size).toBe(3);
});

test('a crash between sending and noting it sends again, later, with the same Message-ID', async () => {
  await put();
  const ctx = await house.ctx();
  const crashing: MailTransport = {
    ...transport,
    async send(message) {
      await transport.send(message);
      await house.db.run("create trigger crash before update of sent_at on outbox begin select raise(abort, 'gone'); end");
    },
  };
  await expect(sendNextDue(ctx, { transport: crashing, compose: composeMail })).rejects.toThrow();
  await house.db.run('drop trigger crash');
  expect(await send()).toEqual({ kind: 'nothingDue' });
  house.now = new Date(house.now.getTime() + minute);
  expect(await send()).toEqual({ kind: 'sent' });
  expect(sent).toHaveLength(2);
  expect(sent[0]?.messageId).toBe(sent[1]?.messageId);
});

test('no mail leaves when the database can not note the try', async () => {
  await put();
  await house.db.run("create trigger full before update on outbox begin select raise(abort, 'full'); end");
  await expect(send()).rejects.toThrow();
  expect(sent).toHaveLength(0);
});

test('one that the process dies on at every try is given up too', async () => {
  await put();
  await house.db.update(outbox).set({ tries: mostTries });
  expect(await send()).toMatchObject({ kind: 'notSent', givenUp: true, unreachable: false });
  expect(sent).toHaveLength(0);
});
