import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '#src/config.ts';
import { outbox } from '#src/db/schema/index.ts';
import type { Worker } from '#src/rounds.ts';
import { startOutbox, type OutboxOptions } from '#src/mail/worker.ts';
import type { MailTransport } from '#src/mail/types.ts';
import { enqueueMail } from '#src/services/mail/enqueue.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';
import { openSink, type Sink } from './smtp-sink.ts';

let house: House;
let sink: Sink | undefined;
let worker: Worker | undefined;
beforeEach(async () => {
  house = await openTestHouse({ now: new Date() });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(async () => {
  await worker?.stop();
  await sink?.close();
  await house.close();
  vi.restoreAllMocks();
  worker = sink = undefined;
});

const put = async (n: number) =>
  enqueueMail(house.db, await house.ctx(), {
    kind: 'passwordReset',
    to: `persoon${n}@test.example`,
    personId: null,
    values: { link: 'https://leren.example/x', minutes: '60' },
    idempotencyKey: `mail ${n}`,
  });

async function start(options: OutboxOptions & { smtpUrl?: string }) {
  const ctx = await house.ctx();
  const config = readConfig({ DATA_DIR: house.folder, ...(options.smtpUrl ? { SMTP_URL: options.smtpUrl } : {}) });
  worker = startOutbox({ config, background: (now) => ({ ...ctx, now }) }, { everyMs: 20, pauseMs: 30, ...options });
  return worker;
}
const waiting = async () => (await house.db.select().from(outbox)).filter((m) => m.sentAt === null).length;

test('mail put in before the start and while it runs goes out over SMTP', async () => {
  sink = await openSink();
  await put(1);
  await start({ smtpUrl: sink.url });
  await put(2);
  await vi.waitFor(async () => expect(await waiting()).toBe(0), 5000);
  expect(sink.mails.map((m) => m.to).sort()).toEqual(['persoon1@test.example', 'persoon2@test.example']);
});

test('a server that is away holds up nothing; when it is back the mail goes out', async () => {
  sink = await openSink();
  const { port, url } = sink;
  await sink.close();
  for (const n of [1, 2, 3]) await put(n);
  await start({ smtpUrl: url });
  await vi.waitFor(async () => expect((await house.db.select().from(outbox)).some((m) => m.tries > 0)).toBe(true), 5000);
  await put(4); // the database is free
  sink = await openSink({ port });
  // Those that were tried wait a minute; that minute is not for a test to sit out.
  await vi.waitFor(
    async () => {
      await house.db.update(outbox).set({ nextTryAt: new Date(0) });
      expect(sink?.mails.length).toBe(4);
      expect(await waiting()).toBe(0);
    },
    { timeout: 8000, interval: 100 },
  );
});

test('stopping waits for the mail under way and leaves the others for the next start', async () => {
  for (const n of [1, 2]) await put(n);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let taken = 0;
  const transport: MailTransport = {
    send: async () => {
      taken++;
      await held;
    },
    close: () => {},
  };
  const { stop } = await start({ transport, everyMs: 60_000 });
  await vi.waitFor(() => expect(taken).toBe(1));
  const stopped = stop();
  release();
  await stopped;
  expect(taken).toBe(1);
  expect(await waiting()).toBe(1);
});

test('waking it inside a transaction takes no part in that transaction', async () => {
  const sent: string[] = [];
  const { wake } = await start({
    transport: { send: async (m) => void sent.push(m.to), close: () => {} },
    everyMs: 60_000,
    pauseMs: 60_000,
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await put(1);
  await house.db.transaction(async (tx) => {
    await tx.select().from(outbox);
    wake();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  await vi.waitFor(() => expect(sent).toEqual(['persoon1@test.example']));
});
