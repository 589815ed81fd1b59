import type { Transporter } from 'nodemailer';
import { invitationFile } from '#src/calendar/file.ts';
import { organiserOf } from './sender.ts';
import { MailError, type MailTransport } from './types.ts';

/** A server that says nothing must not hold up stopping, nor the mail after it: half a minute in all. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 15_000 };

/** Sends through a mail server. @param url `smtp://user:password@host:587`; limits in its query win over ours */
export function smtpTransport(url: string, from: string): MailTransport {
  let server: Promise<Transporter> | undefined;
  // Loaded with the first mail: it takes 20 MB, and many a process sends none.
  const opened = () => (server ??= import('nodemailer').then(({ createTransport }) => createTransport({ url, ...limits })));
  return {
    async send({ date, invitation, unsubscribe, ...message }) {
      try {
        await (
          await opened()
        ).sendMail({
          ...message,
          from,
          date,
          ...(unsubscribe ? { list: { unsubscribe: { url: unsubscribe, comment: 'Mail uitzetten' } } } : {}),
          ...(invitation
            ? {
                icalEvent: {
                  method: invitation.method.toUpperCase(),
                  filename: 'agenda.ics',
                  content: invitationFile(invitation, { organiser: organiserOf(from), email: message.to, stamp: date }),
                },
              }
            : {}),
          // RFC 3834: holiday replies to a machine help nobody.
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        throw mailError(error);
      }
    },
    close: () => void server?.then((open) => open.close()),
  };
}

/**
 * Only what concerns one mail counts as refused; name or password that is not right, or a sender that may not send, concerns
 * them all. A server that says 5xx to the address or to the text will say so again (RFC 5321 section 4.2.1).
 */
function mailError(error: unknown): MailError {
  const { code, responseCode, command, response } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    'code' | 'responseCode' | 'command' | 'response',
    unknown
  >;
  const enhanced = typeof response === 'string' ? /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] : undefined;
  const detail = [code, responseCode, enhanced].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ');
  const answered = typeof responseCode === 'number';
  const ofAll = responseCode === 421 || (answered && command === 'MAIL FROM');
  const ofThisMail = (code === 'EENVELOPE' || code === 'EMESSAGE') && !ofAll;
  const forGood = answered ? responseCode >= 500 : command === 'API';
  return new MailError(ofThisMail ? (forGood ? 'BOUNCED' : 'REFUSED') : 'UNREACHABLE', detail || 'unknown');
}
