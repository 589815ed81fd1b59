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
  await expect(transport.send(message)).rejects.toMatchObject({ code: 'BOUNCED', detail: 'EENVELOPE 550 5.1.1' });
  await sink.close();
  await expect(transport.send(message)).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

test('a server that says nothing is given up', async () => {
  sink = await openSink({ silent: true });
  const transport = smtpTransport(`${sink.url}?greetingTimeout=100`, 'x@baliewijs.example');
  await expect(transport.send(message)).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

test('an invitation goes along as a calendar that a mail program understands, and says where to switch a mail off', async () => {
  sink = await openSink();
  const invitation = {
    method: 'cancel' as const,
    uid: 'abc@leren.example',
    sequence: 3,
    startsAt: '2027-02-16T08:00:00.000Z',
    endsAt: '2027-02-16T09:30:00.000Z',
    place: 'Zaal',
    title: 'Kick-off',
    text: 'Bijeenkomst',
    link: 'https://leren.example/bijeenkomsten',
    attendee: 'Noor',
  };
  const unsubscribe = 'https://leren.example/account/mail';
  await smtpTransport(sink.url, 'Baliewijs <noreply@baliewijs.example>').send({ ...message, invitation, unsubscribe });
  const data = sink.mails[0]?.data ?? '';
  expect(data).toContain('List-Unsubscribe: <https://leren.example/account/mail>');
  const part = data.slice(data.indexOf('text/calendar; charset=utf-8; method=CANCEL'));
  // Lines that were broken for the way are whole again.
  const file = part.replaceAll('=\n', '').replaceAll('=3D', '=').replaceAll('\n ', '');
  expect(file).toMatch(/METHOD:CANCEL[^]*UID:abc@leren\.example[^]*SEQUENCE:3/);
  expect(file).toContain('ORGANIZER;CN="Baliewijs":mailto:noreply@baliewijs.example');
  expect(file).toContain('MAILTO:noor@duinrand.example');
});

test.each([
  ['450 try later', 'REFUSED'],
  ['550 5.1.1 gone', 'BOUNCED'],
])('an address that gets %s is %s', async (answer, code) => {
  sink = await openSink({ refuse: message.to, answer });
  await expect(smtpTransport(sink.url, 'x@baliewijs.example').send(message)).rejects.toMatchObject({ code });
});
