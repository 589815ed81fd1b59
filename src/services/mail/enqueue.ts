import type { Queryable } from '#src/db/client.ts';
import { insertMail } from '#src/db/queries/outbox.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

export interface MailOrder {
  /** Which text of content/emails. */
  kind: string;
  to: string;
  personId: string | null;
  /** Values for the text's placeholders. */
  values: Record<string, string>;
  /** The same key never goes out twice. */
  idempotencyKey: string;
}

/** Puts a mail in the outbox, in the transaction of the fact it tells about. Call ctx.mailWaits() after the commit. */
export async function enqueueMail(db: Queryable, ctx: Context, order: MailOrder): Promise<void> {
  const text = ctx.catalogue.emails.get(order.kind);
  if (!text) throw new Error(`there is no mail ${order.kind}`);
  for (const name of text.placeholders)
    if (order.values[name] === undefined) throw new Error(`mail ${order.kind} wants a value for ${name}`);
  const id = newId();
  await insertMail(db, {
    id,
    channel: 'mail',
    idempotencyKey: order.idempotencyKey,
    personId: order.personId,
    payload: { kind: order.kind, to: order.to, values: order.values },
    messageId: `<${id}@${new URL(ctx.publicBaseUrl).hostname}>`,
    dueAt: ctx.now,
    nextTryAt: ctx.now,
  });
}
