import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { invitationFile } from '#src/calendar/file.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { organiserOf } from './sender.ts';
import { MailError, type MailMessage, type MailTransport } from './types.ts';

/**
 * Without a mail server each mail lands in a folder, as `<day>-<id>.txt` and `.html`, and `.ics` for a calendar. The same mail again takes the
 * place of the first. Mails carry secret links, so only the owner of the process can read them.
 */
export function fileTransport(folder: string, from: string): MailTransport {
  return {
    async send(message) {
      const name = `${wallClock(message.date).day}-${message.messageId.replaceAll(/^<|@.*$/g, '').replaceAll(/[^\w-]/g, '_')}`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await write(join(folder, `${name}.html`), message.html);
        if (message.invitation)
          await write(
            join(folder, `${name}.ics`),
            invitationFile(message.invitation, { organiser: organiserOf(from), email: message.to, stamp: message.date }),
          );
        await write(join(folder, `${name}.txt`), readable(message, from));
      } catch (error) {
        throw new MailError('UNREACHABLE', String((error as NodeJS.ErrnoException).code ?? 'unknown'));
      }
    },
    close: () => {},
  };
}

/** Whole or not at all: a half-written file never has its name. */
async function write(file: string, content: string) {
  await writeFile(`${file}.part`, content, { mode: 0o600, flush: true });
  await rename(`${file}.part`, file);
}

const readable = ({ to, subject, messageId, date, text }: MailMessage, from: string) =>
  [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Date: ${date.toUTCString()}`, `Message-ID: ${messageId}`, '', text].join(
    '\n',
  );
