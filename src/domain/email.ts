/** The text of a mail: written in content/emails, filled in when it is sent. */
import { z } from 'zod';

export const emailSchema = z
  .strictObject({
    kind: z.string().regex(/^[a-zA-Z]+$/),
    /** Mail that people can't switch off. */
    necessary: z.boolean(),
    placeholders: z.array(z.string()),
    subject: z.string().min(1).max(90),
    paragraphs: z.array(z.string().min(1)).min(1),
    button: z.strictObject({ label: z.string(), link: z.string() }).optional(),
    after: z.array(z.string().min(1)).default([]),
  })
  .superRefine((email, ctx) => {
    const texts = [email.subject, ...email.paragraphs, ...email.after, email.button?.label ?? '', email.button?.link ?? ''];
    for (const [, name] of texts.join('\n').matchAll(/\{\{(\w+)\}\}/g))
      if (name && !email.placeholders.includes(name))
        ctx.addIssue({ code: 'custom', message: `{{${name}}} is not in placeholders` });
  });

export type EmailText = z.infer<typeof emailSchema>;

export interface FilledEmail {
  subject: string;
  paragraphs: string[];
  button: { label: string; link: string } | null;
  after: string[];
}

/** Puts the values in. A value is one line of text: control characters and line breaks become spaces. */
export function fillEmail(email: EmailText, values: Readonly<Record<string, string>>): FilledEmail {
  const fill = (text: string) =>
    text
      .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => (values[name] ?? '').replaceAll(/[\u0000-\u001f\u007f]+/g, ' '))
      .trim();
  return {
    subject: fill(email.subject),
    paragraphs: email.paragraphs.map(fill),
    button: email.button ? { label: fill(email.button.label), link: fill(email.button.link) } : null,
    after: email.after.map(fill),
  };
}
