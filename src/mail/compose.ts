/** A mail as text and as HTML: the same words in both. */
import { createHash } from 'node:crypto';
import type { ComposeMail } from './types.ts';

const name = 'Baliewijs';

export const composeMail: ComposeMail = (filled, { baseUrl }) => {
  const unsubscribe = `${baseUrl}/account/mail`;
  const mail = filled.switchable ? { ...filled, after: [...filled.after, switchOff(unsubscribe)] } : filled;
  const { subject, paragraphs, choices = [], button, after } = mail;
  const text = [
    ...paragraphs,
    ...choices.map(({ label, link }) => `${label}:\n${link}`),
    ...(button ? [`${button.label}:\n${button.link}`] : []),
    ...after,
    `-- \n${name}\n${baseUrl}`,
  ].join('\n\n');
  return {
    subject,
    text: `${text}\n`,
    html: page(subject, body(mail, baseUrl)),
    ...(filled.switchable ? { unsubscribe } : {}),
  };
};

const switchOff = (link: string) => `Wil je deze mail niet meer? Zet hem uit bij ‘Mijn account’: ${link}`;

function body({ paragraphs, choices = [], button, after }: Parameters<ComposeMail>[0], baseUrl: string): string {
  return [
    ...paragraphs.map(paragraph),
    ...choices.map(({ label, link }) => `<p><a href="${escapeHtml(link)}">${escapeHtml(label)}</a></p>`),
    ...(button
      ? [
          `<p><a class="button" href="${escapeHtml(button.link)}">${escapeHtml(button.label)}</a></p>`,
          `<p class="small">Werkt de knop niet? Open dan dit adres:<br><a href="${escapeHtml(button.link)}">${escapeHtml(button.link)}</a></p>`,
        ]
      : []),
    ...after.map(paragraph),
    `<p class="foot"><b>${name}</b><br><a href="${escapeHtml(baseUrl)}">${escapeHtml(baseUrl)}</a></p>`,
  ].join('\n');
}

const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;

const style = `
body { margin: 0; padding: 24px 12px; background: #f4f6f1; color: #1b2a33; font: 17px/1.5 Verdana, Arial, sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: 16px 24px; border-top: 4px solid #b3261e; background: #fffdf7; }
a { color: #0b5c5e; overflow-wrap: anywhere; }
.button { display: inline-block; padding: 12px 20px; border-radius: 6px; background: #0b5c5e; color: #fffdf7; font-weight: bold; text-decoration: none; }
.small, .foot { font-size: 15px; }
.foot { margin-top: 32px; padding-top: 12px; border-top: 1px solid #6f7c80; }
`;

/** For a page that shows the HTML of a mail under a policy that allows nothing inline but exactly this. */
export const mailStyleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;

const page = (title: string, content: string) => `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);
