import type { Queryable } from '#src/db/client.ts';
import { isUnwanted } from '#src/db/queries/mail-choice.ts';
import { insertMail, insertMails } from '#src/db/queries/outbox.ts';
import type { Invitation } from '#src/domain/invitation.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
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
  /** The group it is about: who takes a rest there gets only what is necessary. */
  groupId?: string;
  /** What the receiver's calendar is told. */
  invitation?: Invitation;
}

/**
 * Puts a mail in the outbox, in the transaction of the fact it tells about. Call ctx.mailWaits() after the commit. What is not
 * necessary is left out for whoever switched it off or takes a rest.
 * @returns whether the receiver wants it
 */
export async function enqueueMail(db: Queryable, ctx: Context, order: MailOrder): Promise<boolean> {
  if (!(await isWanted(db, ctx, order))) return false;
  await insertMail(db, rowOf(ctx, order));
  return true;
}

/** The same for many mails at once: one statement for some hundreds, where nobody has to be asked whether they want it. */
export async function enqueueMails(db: Queryable, ctx: Context, orders: readonly MailOrder[]): Promise<void> {
  const wanted: MailOrder[] = [];
  for (const order of orders) if (await isWanted(db, ctx, order)) wanted.push(order);
  for (let at = 0; at < wanted.length; at += atOnce) {
    if (at > 0) await giveWay();
    await insertMails(
      db,
      wanted.slice(at, at + atOnce).map((order) => rowOf(ctx, order)),
    );
  }
}

const atOnce = 200;

function rowOf(ctx: Context, order: MailOrder) {
  const id = newId();
  return {
    id,
    channel: 'mail' as const,
    idempotencyKey: order.idempotencyKey,
    personId: order.personId,
    payload: {
      kind: order.kind,
      to: order.to,
      values: order.values,
      ...(order.invitation ? { invitation: order.invitation } : {}),
    },
    messageId: `<${id}@${new URL(ctx.publicBaseUrl).hostname}>`,
    dueAt: ctx.now,
    nextTryAt: ctx.now,
  };
}

/** @throws when there is no such text, or a value for it is missing */
export async function isWanted(db: Queryable, ctx: Context, order: MailOrder): Promise<boolean> {
  const text = ctx.catalogue.emails.get(order.kind);
  if (!text) throw new Error(`there is no mail ${order.kind}`);
  for (const name of text.placeholders)
    if (order.values[name] === undefined) throw new Error(`mail ${order.kind} wants a value for ${name}`);
  if (text.necessary || order.personId === null) return true;
  return !(await isUnwanted(db, { personId: order.personId, kind: order.kind, groupId: order.groupId ?? null }));
}
