import { findMail, listFailedIds, putBack, type OutboxRow } from '#src/db/queries/outbox.ts';
import { isRefusal } from '#src/domain/lrs-failure.ts';
import type { Transaction } from '#src/db/client.ts';
import { authorise, type Context } from '../context.ts';
import { notFound, refused } from '../service-error.ts';

/** Is there enough left of it to send? Of a mail with a link that lets people in there isn't. */
export function canRetry(ctx: Context, row: OutboxRow): boolean {
  if (row.channel === 'lrs') return row.failedAt !== null;
  const text = ctx.catalogue.emails.get(row.payload.kind);
  return row.failedAt !== null && text !== undefined && text.placeholders.every((name) => row.payload.values[name] !== undefined);
}

/** Sends a mail again that did not arrive. One that waits already, waits. */
export async function retryMail(ctx: Context, mailId: string): Promise<void> {
  authorise(ctx, 'mail:manage');
  await ctx.db.transaction(async (tx) => {
    const row = await findMail(tx, mailId);
    if (!row) throw notFound();
    if (row.failedAt === null) return;
    if (!canRetry(ctx, row))
      throw refused(
        'Van deze mail is de link niet bewaard. Nodig deze persoon opnieuw uit, of laat een nieuw wachtwoord vragen.',
      );
    await again(tx, ctx, row);
  });
  ctx.mailWaits();
}

/**
 * Sends everything again that failed through no fault of its address: when the mail server was away for days.
 * @returns how many
 */
export async function retryAllMail(ctx: Context): Promise<number> {
  authorise(ctx, 'mail:manage');
  let put = 0;
  const ids = await listFailedIds(ctx.db);
  for (let i = 0; i < ids.length; i += 100)
    put += await ctx.db.transaction(async (tx) => {
      let here = 0;
      for (const id of ids.slice(i, i + 100)) {
        const row = await findMail(tx, id);
        if (!row || !canRetry(ctx, row) || row.payload.failure?.code === 'BOUNCED' || isRefusal(row.payload.failure)) continue;
        await again(tx, ctx, row);
        here++;
      }
      return here;
    });
  if (put > 0) ctx.mailWaits();
  return put;
}

async function again(tx: Transaction, ctx: Context, row: OutboxRow): Promise<void> {
  const { failure: _failure, settled: _settled, ...payload } = row.payload;
  await putBack(tx, row.id, payload, ctx.now);
}
