import { expect, test } from 'vitest';
import { composeMail } from '#src/mail/compose.ts';
import { readCatalogue } from '#src/catalogue/read.ts';
import { fillEmail } from '#src/domain/email.ts';

const site = { baseUrl: 'https://leren.example' };
const emails = [...readCatalogue(process.cwd()).emails.values()];

test('what people typed becomes text in the HTML, never markup', () => {
  const name = `<img src=x onerror="alert('1')"> & zoon`;
  const mail = composeMail(
    { subject: name, paragraphs: [`Dag ${name},`], button: { label: name, link: `https://leren.example/?a="b"&c` }, after: [] },
    site,
  );
  expect(mail.html).not.toMatch(/<img|onerror="/);
  expect(mail.html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; zoon');
  expect(mail.html).toContain('href="https://leren.example/?a=&quot;b&quot;&amp;c"');
  expect(mail.text).toContain(`Dag ${name},`);
});

test.each(emails)('text and HTML of $kind both say everything, with one button and the sender below', (email) => {
  const values = Object.fromEntries(
    email.placeholders.map((name) => [name, name === 'link' ? 'https://leren.example/certificaten/abc' : `waarde-${name}`]),
  );
  const filled = fillEmail(email, values);
  const { text, html, subject } = composeMail(filled, site);
  const shown = html
    .replaceAll(/<style>[\s\S]*<\/style>|<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
  for (const part of [
    ...filled.paragraphs,
    ...filled.after,
    ...(filled.button ? [filled.button.label, filled.button.link] : []),
  ]) {
    expect(text).toContain(part);
    expect(shown).toContain(part);
  }
  for (const body of [text, shown]) expect(body).toMatch(/Baliewijs\s+https:\/\/leren\.example/);
  expect(html.match(/class="button"/g) ?? []).toHaveLength(filled.button ? 1 : 0);
  expect(subject + text + html).not.toMatch(/\{\{|undefined/);
  expect(html).toContain('<html lang="nl">');
});
