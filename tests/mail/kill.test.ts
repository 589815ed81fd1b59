import { expect, test } from 'vitest';
import { isNull } from 'drizzle-orm';
import { readCatalogue } from '#src/catalogue/read.ts';
import { openDatabase } from '#src/db/client.ts';
import { outbox } from '#src/db/schema/index.ts';
import type { Context } from '#src/services/context.ts';
import { enqueueMail } from '#src/services/mail/enqueue.ts';
import { Script } from '#tests/db/support.ts';
import { freshDatabase } from '#tests/kit/base-file.ts';
import { openSink } from './smtp-sink.ts';

const mailCount = 40;
const rounds = 4;

/**
 * The server is killed with -9 while it sends: now between two mails, now in the very moment that the other side has taken a
 * mail and the server has not heard so yet.
 */
test(
  'after kill -9 each mail arrives at least once, and twice only what was taken when the server died',
  { timeout: 120_000 },
  async () => {
    const file = await freshDatabase();
    const { db, close } = await openDatabase({ url: file.url });
    const ctx = {
      db,
      now: new Date(),
      catalogue: readCatalogue(process.cwd()),
      publicBaseUrl: 'https://leren.example',
    } as Context;
    for (let n = 0; n < mailCount; n++)
      await enqueueMail(db, ctx, {
        kind: 'meetingChanged',
        to: `persoon${n}@test.example`,
        personId: null,
        values: {
          name: 'Noor',
          meeting: 'Kick-off',
          group: 'Najaar',
          when: 'morgen',
          place: 'Zaal',
          link: 'https://leren.example',
        },
        idempotencyKey: `mail ${n}`,
        invitation: {
          method: 'request',
          uid: `${n}@leren.example`,
          sequence: 0,
          startsAt: '2027-02-16T08:00:00.000Z',
          endsAt: '2027-02-16T09:30:00.000Z',
          place: 'Zaal',
          title: 'Kick-off',
          text: 'Bijeenkomst',
          link: 'https://leren.example',
          attendee: 'Noor',
        },
      });
    // A connection that stays open would spare the new process its recovery.
    await close();

    let taken = 0;
    let victim: { script: Script; after: number; early: boolean } | null = null;
    const dying: string[] = [];
    const sink = await openSink({
      onMail: async (mail) => {
        taken++;
        if (!victim || taken < victim.after) return;
        const { script, early } = victim;
        victim = null;
        if (early) {
          dying.push(mail.to);
          await script.kill();
        } else setTimeout(() => void script.kill(), 3);
      },
    });

    try {
      for (let round = 0; round < rounds; round++) {
        const script = new Script('../mail/run-outbox.ts', file.url, sink.url, file.folder);
        victim = { script, after: taken + 4 + round, early: round % 2 === 0 };
        await script.ended;
      }
      const last = new Script('../mail/run-outbox.ts', file.url, sink.url, file.folder);
      await expect.poll(() => new Set(sink.mails.map((mail) => mail.to)).size, { timeout: 30_000 }).toBe(mailCount);
      await expect
        .poll(
          async () => {
            const { db, close } = await openDatabase({ url: file.url });
            const waiting = await db.select().from(outbox).where(isNull(outbox.sentAt));
            await close();
            return waiting.length;
          },
          { timeout: 30_000, interval: 200 },
        )
        .toBe(0);
      await last.kill();

      const times = new Map<string, string[]>();
      for (const { to, data } of sink.mails) {
        const id = /^Message-ID: (.+)$/m.exec(data)?.[1] ?? '';
        times.set(to, [...(times.get(to) ?? []), id]);
        expect(data).toMatch(/text\/calendar; charset=utf-8; method=REQUEST/);
      }
      expect(times.size).toBe(mailCount);
      const twice = [...times].filter(([, ids]) => ids.length > 1);
      // One mail is under way at a time, so one death can double one mail; where it was taken unheard, it must.
      expect(twice.length).toBeLessThanOrEqual(rounds);
      expect(twice.map(([to]) => to)).toEqual(expect.arrayContaining(dying));
      for (const [, ids] of twice) expect(new Set(ids).size).toBe(1);
      expect(sink.mails.length - mailCount).toBeLessThanOrEqual(rounds);
      expect(dying).toHaveLength(rounds / 2);
    } finally {
      await sink.close();
      file.remove();
    }
  },
);
