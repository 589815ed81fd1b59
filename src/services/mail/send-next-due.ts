import { claimMail, listDueMail, markFailed, markSent } from '#src/db/queries/outbox.ts';
import { fillEmail } from '#src/domain/email.ts';
import { mostTries, nextTry } from '#src/domain/mail-retry.ts';
import type { ComposeMail, MailTransport } from '#src/mail/types.ts';
import type { Context } from '../context.ts';

const day = 86_400_000;

export type SendOutcome =
  | { kind: 'nothingDue' }
  | { kind: 'sent' }
  /** `unreachable`: no other mail would get through now either. */
  | { kind: 'notSent'; mailId: string; mailKind: string; tries: number; reason: string; givenUp: boolean; unreachable: boolean };

/**
 * Sends the mail that has waited longest. The try is written down before the mail leaves, so that a database that
 * refuses to note what was sent (a full disk) can't make the same mail go out every few seconds. Without the note
 * the mail goes again later, with the same Message-ID: at least once, and the receiver can tell.
 *
 * Work of the house itself: nobody asks for it, so there is nobody to authorise.
 */
export async function sendNextDue(ctx: Context, post: { transport: MailTransport; compose: ComposeMail }): Promise<SendOutcome> {
  const [mail] = await listDueMail(ctx.db, ctx.now, 1);
  if (!mail) return { kind: 'nothingDue' };
  const tries = mail.tries + 1;
  const next = nextTry(tries, ctx.now);
  // What it said has done its work or never will, and may hold a secret link that still opens; only the demo shows old mail.
  const kept = ctx.demo ? null : { ...mail.payload, values: {} };
  const facts = { mailId: mail.id, mailKind: mail.payload.kind, tries };
  if (tries > mostTries) {
    await markFailed(ctx.db, mail.id, ctx.now, kept);
    return { kind: 'notSent', ...facts, reason: 'stopped at every try', givenUp: true, unreachable: false };
  }
  await claimMail(ctx.db, mail.id, tries, next ?? new Date(ctx.now.getTime() + day));
  try {
    const text = ctx.catalogue.emails.get(mail.payload.kind);
    if (!text) throw Object.assign(new Error('there is no such mail'), { code: 'NO_TEXT' });
    const { to, values } = mail.payload;
    const message = post.compose(fillEmail(text, values), { baseUrl: ctx.publicBaseUrl });
    await post.transport.send({ ...message, to, messageId: mail.messageId, date: mail.dueAt });
  } catch (error) {
    if (next === null) await markFailed(ctx.db, mail.id, ctx.now, kept);
    const { code, detail } = error as { code?: unknown; detail?: unknown };
    const reason = [code, detail].filter((part) => typeof part === 'string').join(' ') || 'unknown';
    return { kind: 'notSent', ...facts, reason, givenUp: next === null, unreachable: code === 'UNREACHABLE' };
  }
  await markSent(ctx.db, mail.id, ctx.now, kept);
  return { kind: 'sent' };
}
