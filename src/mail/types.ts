/** What leaves the house: one mail, and the way it goes. */
import type { FilledEmail } from '#src/domain/email.ts';

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** `<id@host>`, the same at every try: a receiver that gets it twice can drop the second. */
  messageId: string;
  /** When it was put in. */
  date: Date;
}

export interface MailTransport {
  /** Resolves when the mail was taken over by the other side. @throws MailError */
  send(message: MailMessage): Promise<void>;
  close(): void;
}

/** Makes the text and the HTML of a mail; both are complete. */
export type ComposeMail = (mail: FilledEmail, site: { baseUrl: string }) => Pick<MailMessage, 'subject' | 'text' | 'html'>;

/** `UNREACHABLE`: no mail gets through now, so the others can wait. `REFUSED`: this one was not taken. */
export class MailError extends Error {
  readonly code: 'UNREACHABLE' | 'REFUSED';
  /** For the log: a code such as ETIMEDOUT or 550, never an address. */
  readonly detail: string;
  constructor(code: MailError['code'], detail: string) {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
