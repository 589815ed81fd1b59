import { claimMail, deleteMail, listDue, markFailed, markSent, noteFailure, settleBounces } from '#src/db/queries/outbox.ts';
import { fillEmail } from '#src/domain/email.ts';
import { mostTries, nextTry } from '#src/domain/mail-retry.ts';
import type { MailFailure } from '#src/domain/mail-failure.ts';
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
 * the mail goes again later, with the same Message-ID: at least once, and the receiver can tell. What a server refuses for
 * good is not tried again.
 *
 * Work of the house itself: nobody asks for it, so there is nobody to authorise.
 */
export async function sendNextDue(ctx: Context, post: { transport: MailTransport; compose: ComposeMail }): Promise<SendOutcome> {
  const [mail] = await listDue(ctx.db, 'mail', ctx.now, 1);
  if (!mail) return { kind: 'nothingDue' };
  const tries = mail.tries + 1;
  const next = nextTry(tries, ctx.now);
  const text = ctx.catalogue.emails.get(mail.payload.kind);
  const { failure: _earlier, ...whole } = mail.payload;
  const { kind, to, values, invitation } = whole;
  const empty = { kind, to, values: {} };
  // What it said has done its work; only the demo shows old mail.
  const sent = ctx.demo ? whole : empty;
  // What it said can still be sent again by hand, but a link that lets people in is not left lying about.
  const failed = (failure: MailFailure) => ({ ...(ctx.demo || text?.secret === false ? whole : empty), failure });
  const facts = { mailId: mail.id, mailKind: mail.payload.kind, tries };
  if (tries > mostTries) {
    await markFailed(ctx.db, mail.id, ctx.now, failed({ code: 'STOPPED', detail: '' }));
    return { kind: 'notSent', ...facts, reason: 'stopped at every try', givenUp: true, unreachable: false };
  }
  await claimMail(ctx.db, mail.id, tries, next ?? new Date(ctx.now.getTime() + day));
  try {
    if (!text) throw Object.assign(new Error('there is no such mail'), { code: 'NO_TEXT' });
    const message = post.compose(fillEmail(text, values), { baseUrl: ctx.publicBaseUrl });
    await post.transport.send({
      ...message,
      to,
      messageId: mail.messageId,
      date: mail.dueAt,
      ...(invitation ? { invitation } : {}),
    });
  } catch (error) {
    const { code, detail } = error as { code?: unknown; detail?: unknown };
    const known = { code: typeof code === 'string' ? code : 'unknown', detail: typeof detail === 'string' ? detail : '' };
    const givenUp = next === null || code === 'BOUNCED';
    if (givenUp) await markFailed(ctx.db, mail.id, ctx.now, failed(known));
    else await noteFailure(ctx.db, mail.id, { ...whole, failure: known });
    const reason = [known.code, known.detail].filter(Boolean).join(' ');
    return { kind: 'notSent', ...facts, reason, givenUp, unreachable: code === 'UNREACHABLE' };
  }
  if (text?.forget && !ctx.demo) {
    await deleteMail(ctx.db, mail.id);
    return { kind: 'sent' };
  }
  await markSent(ctx.db, mail.id, ctx.now, sent);
  if (mail.personId) await settleBounces(ctx.db, mail.personId, to);
  return { kind: 'sent' };
}
