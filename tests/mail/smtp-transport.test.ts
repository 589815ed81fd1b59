import { afterEach, expect, test } from 'vitest';
import { smtpTransport } from '#src/mail/smtp-transport.ts';
import { openSink, type Sink } from './smtp-sink.ts';

const message = {
  to: 'noor@duinrand.example',
  subject: 'Één certificaat',
  text: 'Dag Noor,\n',
  html: '<p>Dag Noor,</p>',
  messageId: '<abc123@leren.example>',
  date: new Date('2027-02-09T23:30:00Z'),
};

let sink: Sink | undefined;
afterEach(() => sink?.close());

test('a mail goes out with text, HTML, sender and its own Message-ID', async () => {
  sink = await openSink();
  await smtpTransport(sink.url, 'Baliewijs <noreply@baliewijs.example>').send(message);
  const [mail] = sink.mails;
  expect(mail?.to).toBe('noor@duinrand.example');
  expect(mail?.data).toContain('Message-ID: <abc123@leren.example>');
  expect(mail?.data).toContain('From: Baliewijs <noreply@baliewijs.example>');
  expect(mail?.data).toContain('Auto-Submitted: auto-generated');
  expect(mail?.data).toMatch(/text\/plain[\s\S]*Dag Noor[\s\S]*text\/html[\s\S]*<p>Dag Noor/);
});

test('an address that the server refuses is told apart from a server that is not there', async () => {
  sink = await openSink({ refuse: message.to });
  const transport = smtpTransport(sink.url, 'x@baliewijs.example');
  await expect(transport.send(message)).rejects.toMatchObject({ code: 'REFUSED', detail: 'EENVELOPE 550' });
  await sink.close();
  await expect(transport.send(message)).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

test('a server that says nothing is given up', async () => {
  sink = await openSink({ silent: true });
  const transport = smtpTransport(`${sink.url}?greetingTimeout=100`, 'x@baliewijs.example');
  await expect(transport.send(message)).rejects.toMatchObject({ code: 'UNREACHABLE' });
});
