/** Sends what waits in the outbox, one mail after another, beside the requests. */
import { join } from 'node:path';
import type { App } from '#src/context.ts';
import { startRounds, type Worker } from '#src/rounds.ts';
import { sendNextDue } from '#src/services/mail/send-next-due.ts';
import { composeMail } from './compose.ts';
import { fileTransport } from './file-transport.ts';
import { smtpTransport } from './smtp-transport.ts';
import type { MailTransport } from './types.ts';

export interface OutboxOptions {
  transport?: MailTransport;
  /** How often to look for mail whose time has come, in milliseconds. */
  everyMs?: number;
  /** How long to leave a server alone that can't be reached, in milliseconds. */
  pauseMs?: number;
}

export function startOutbox(app: Pick<App, 'config' | 'background'>, options: OutboxOptions = {}): Worker {
  const transport = options.transport ?? transportFor(app.config);
  const rounds = startRounds({
    next: () => sendNextDue(app.background(new Date()), { transport, compose: composeMail }),
    notSent: 'mail not sent',
    standsStill: 'outbox stands still',
    everyMs: options.everyMs ?? 5_000,
    pauseMs: options.pauseMs ?? 30_000,
  });
  return {
    wake: rounds.wake,
    async stop() {
      await rounds.stop();
      transport.close();
    },
  };
}

const transportFor = ({ smtpUrl, mailFrom, dataDir }: App['config']): MailTransport =>
  smtpUrl ? smtpTransport(smtpUrl, mailFrom) : fileTransport(join(dataDir, 'outbox'), mailFrom);
