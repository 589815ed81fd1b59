import { emailLabel, fillEmail, type FilledEmail } from '#src/domain/email.ts';
import { sampleValues } from '#src/domain/mail-sample.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export interface MailPreview {
  kind: string;
  label: string;
  necessary: boolean;
  mail: FilledEmail;
  baseUrl: string;
}

/** How a kind of mail reads, with made-up values. */
export function previewMail(ctx: Context, kind: string): MailPreview {
  authorise(ctx, 'mail:manage');
  const text = ctx.catalogue.emails.get(kind);
  if (!text) throw notFound();
  const mail = fillEmail(text, sampleValues(text.placeholders, ctx.publicBaseUrl));
  return { kind, label: emailLabel(text), necessary: text.necessary, mail, baseUrl: ctx.publicBaseUrl };
}
