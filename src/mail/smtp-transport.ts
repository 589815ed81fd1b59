import type { Transporter } from 'nodemailer';
import { MailError, type MailTransport } from './types.ts';

/** A server that says nothing must not hold up stopping, nor the mail after it: half a minute in all. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 15_000 };

/** Sends through a mail server. @param url `smtp://user:password@host:587`; limits in its query win over ours */
export function smtpTransport(url: string, from: string): MailTransport {
  let server: Promise<Transporter> | undefined;
  // Loaded with the first mail: it takes 20 MB, and many a process sends none.
  const opened = () => (server ??= import('nodemailer').then(({ createTransport }) => createTransport({ url, ...limits })));
  return {
    async send({ date, ...message }) {
      try {
        await (
          await opened()
        ).sendMail({
          ...message,
          from,
          date,
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

/** Only what concerns one mail counts as refused; name or password that is not right concerns them all. */
function mailError(error: unknown): MailError {
  const { code, responseCode } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    responseCode?: unknown;
  };
  const detail = [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ');
  const ofThisMail = (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== 421;
  return new MailError(ofThisMail ? 'REFUSED' : 'UNREACHABLE', detail || 'unknown');
}
