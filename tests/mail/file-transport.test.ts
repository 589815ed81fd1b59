import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileTransport } from '#src/mail/file-transport.ts';

const message = {
  to: 'noor@duinrand.example',
  subject: 'Je certificaat staat klaar',
  text: 'Dag Noor,\n\nhttps://leren.example/certificaten/abc\n',
  html: '<p>Dag Noor,</p>',
  messageId: '<abc123@leren.example>',
  date: new Date('2027-02-09T23:30:00Z'),
};

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'baliewijs-mail-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a mail becomes a readable file that only we can open, and the same mail again no second one', async () => {
  const outbox = join(folder, 'outbox');
  const transport = fileTransport(outbox, 'Baliewijs <noreply@baliewijs.example>');
  await transport.send(message);
  await transport.send(message);
  expect(readdirSync(outbox).sort()).toEqual(['2027-02-10-abc123.html', '2027-02-10-abc123.txt']);
  const text = readFileSync(join(outbox, '2027-02-10-abc123.txt'), 'utf8');
  expect(text).toContain('To: noor@duinrand.example\nSubject: Je certificaat staat klaar\n');
  expect(text).toContain('Message-ID: <abc123@leren.example>');
  expect(text).toContain('https://leren.example/certificaten/abc');
  expect(statSync(join(outbox, '2027-02-10-abc123.txt')).mode & 0o777).toBe(0o600);
});

test('an invitation lies beside it as a calendar', async () => {
  const invitation = {
    method: 'request' as const,
    uid: 'abc@leren.example',
    sequence: 0,
    startsAt: '2027-02-16T08:00:00.000Z',
    endsAt: '2027-02-16T09:30:00.000Z',
    place: 'Zaal',
    title: 'Kick-off',
    text: 'Bijeenkomst',
    link: 'https://leren.example',
    attendee: 'Noor',
  };
  await fileTransport(folder, 'noreply@baliewijs.example').send({ ...message, invitation });
  const file = readFileSync(join(folder, '2027-02-10-abc123.ics'), 'utf8');
  expect(file).toMatch(/METHOD:REQUEST[^]*DTSTAMP:20270209T233000Z[^]*DTSTART;TZID=Europe\/Amsterdam:20270216T090000/);
  expect(file).toContain('ORGANIZER;CN="noreply@baliewijs.example":mailto:noreply@baliewijs.example');
});

test('an id never leads out of the folder', async () => {
  await fileTransport(join(folder, 'outbox'), 'x').send({ ...message, messageId: '<../../kwaad@x>' });
  expect(readdirSync(folder)).toEqual(['outbox']);
});

test('where nothing can be written the mail is not sent', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expect(fileTransport(join(folder, 'file'), 'x').send(message)).rejects.toMatchObject({ code: 'UNREACHABLE' });
});
