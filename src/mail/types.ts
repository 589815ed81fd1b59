/** What leaves the house: one mail, and the way it goes. */
import type { FilledEmail } from '#src/domain/email.ts';
import type { Invitation } from '#src/domain/invitation.ts';

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** `<id@host>`, the same at every try: a receiver that gets it twice can drop the second. */
  messageId: string;
  /** When it was put in. */
  date: Date;
  /** Where people switch this kind of mail off. */
  unsubscribe?: string;
  /** What their calendar is told; the transport makes the file, since it knows who sends. */
  invitation?: Invitation;
}

export interface MailTransport {
  /** Resolves when the mail was taken over by the other side. @throws MailError */
  send(message: MailMessage): Promise<void>;
  close(): void;
}

/** Makes the text and the HTML of a mail; both are complete. */
export type ComposeMail = (
  mail: FilledEmail,
  site: { baseUrl: string },
) => Pick<MailMessage, 'subject' | 'text' | 'html' | 'unsubscribe'>;

/**
 * `UNREACHABLE`: no mail gets through now, so the others can wait. `REFUSED`: this one was not taken.
 * `BOUNCED`: nor will it ever be (a 5xx answer to its address or its text), so trying again is of no use.
 */
export class MailError extends Error {
  readonly code: 'UNREACHABLE' | 'REFUSED' | 'BOUNCED';
  /** For the log: codes such as ETIMEDOUT or EENVELOPE 550 5.1.1, never an address. */
  readonly detail: string;
  constructor(code: MailError['code'], detail: string) {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
