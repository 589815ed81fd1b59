/** The text of a mail: written in content/emails, filled in when it is sent. */
import { z } from 'zod';

export const emailSchema = z
  .strictObject({
    kind: z.string().regex(/^[a-zA-Z]+$/),
    /** Mail that people can't switch off. */
    necessary: z.boolean(),
    /** What it is called where people switch it off. */
    label: z.string().min(1).max(60).optional(),
    /** Who ever gets it: only they can switch it off. staff: whoever is more than a participant somewhere. */
    audience: z.enum(['everyone', 'leaders', 'specialists', 'staff']).default('everyone'),
    /** Holds a link that lets in whoever has it: what it said is not even kept when it could not be sent. */
    secret: z.boolean().default(false),
    /** Nothing of it is kept once it was sent, not even to whom. */
    forget: z.boolean().default(false),
    placeholders: z.array(z.string()),
    subject: z.string().min(1).max(90),
    paragraphs: z.array(z.string().min(1)).min(1),
    /** Links to choose from, above the button; one whose label is empty is left out. */
    choices: z.array(z.strictObject({ label: z.string(), link: z.string() })).default([]),
    button: z.strictObject({ label: z.string(), link: z.string() }).optional(),
    after: z.array(z.string().min(1)).default([]),
  })
  .superRefine((email, ctx) => {
    const choices = email.choices.flatMap(({ label, link }) => [label, link]);
    const texts = [
      email.subject,
      ...choices,
      ...email.paragraphs,
      ...email.after,
      email.button?.label ?? '',
      email.button?.link ?? '',
    ];
    for (const [, name] of texts.join('\n').matchAll(/\{\{(\w+)\}\}/g))
      if (name && !email.placeholders.includes(name))
        ctx.addIssue({ code: 'custom', message: `{{${name}}} is not in placeholders` });
  });

export type EmailText = z.infer<typeof emailSchema>;

/** What a kind of mail is called in a list. */
export const emailLabel = (email: EmailText) => email.label ?? email.subject.replaceAll(/\{\{\w+\}\}/g, '…');

export interface FilledEmail {
  subject: string;
  paragraphs: string[];
  choices?: { label: string; link: string }[];
  button: { label: string; link: string } | null;
  after: string[];
  /** People can switch it off; the mail says where. */
  switchable?: boolean;
}

/**
 * Puts the values in. A value is one line of text: control characters and line breaks become spaces. Only a paragraph that
 * is one value alone becomes a paragraph for each line of it, and none when it is empty.
 */
export function fillEmail(email: EmailText, values: Readonly<Record<string, string>>): FilledEmail {
  const fill = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => clean(values[name] ?? '')).trim();
  return {
    subject: fill(email.subject),
    paragraphs: email.paragraphs.flatMap((text) => {
      const alone = /^\{\{(\w+)\}\}$/.exec(text)?.[1];
      return alone ? (values[alone] ?? '').split('\n').map(clean).filter(Boolean) : [fill(text)];
    }),
    choices: email.choices
      .map(({ label, link }) => ({ label: fill(label), link: fill(link) }))
      .filter(({ label }) => label !== ''),
    button: email.button ? { label: fill(email.button.label), link: fill(email.button.link) } : null,
    after: email.after.map(fill),
    switchable: !email.necessary,
  };
}

const clean = (value: string) => value.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();
