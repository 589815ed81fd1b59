/** Sends what waits in the outbox, one mail after another, beside the requests. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import type { App } from '#src/context.ts';
import { scrub } from '#src/db/errors.ts';
import { log } from '#src/log.ts';
import { sendNextDue } from '#src/services/mail/send-next-due.ts';
import { composeMail } from './compose.ts';
import { fileTransport } from './file-transport.ts';
import { smtpTransport } from './smtp-transport.ts';
import type { MailTransport } from './types.ts';

export interface OutboxWorker {
  /** Something was put in: look now. */
  wake(): void;
  /** Finishes the mail under way; the rest goes out after the next start. */
  stop(): Promise<void>;
}

export interface OutboxOptions {
  transport?: MailTransport;
  /** How often to look for mail whose time has come, in milliseconds. */
  everyMs?: number;
  /** How long to leave a server alone that can't be reached, in milliseconds. */
  pauseMs?: number;
}

export function startOutbox(app: Pick<App, 'config' | 'background'>, options: OutboxOptions = {}): OutboxWorker {
  const transport = options.transport ?? transportFor(app.config);
  const pauseMs = options.pauseMs ?? 30_000;
  let stopped = false;
  let wanted = false;
  let pausedUntil = 0;
  let round: Promise<void> | null = null;

  async function sendAll() {
    while (wanted && !stopped) {
      wanted = false;
      try {
        while (!stopped) {
          const outcome = await sendNextDue(app.background(new Date()), { transport, compose: composeMail });
          if (outcome.kind === 'nothingDue') break;
          if (outcome.kind === 'sent') continue;
          const { kind: _, ...facts } = outcome;
          log('warn', 'mail not sent', facts);
          if (outcome.unreachable) return pause();
        }
      } catch (error) {
        log('error', 'outbox stands still', { error: scrub(error) });
        return pause();
      }
    }
  }

  const pause = () => void (pausedUntil = performance.now() + pauseMs);

  // Whoever wakes the worker may stand in a transaction; the round must not take part in it.
  const outside = AsyncLocalStorage.snapshot();
  function wake() {
    wanted = true;
    if (stopped || round || performance.now() < pausedUntil) return;
    round = outside(sendAll).finally(() => (round = null));
  }

  const timer = setInterval(wake, options.everyMs ?? 5_000);
  timer.unref();
  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await round;
      transport.close();
    },
  };
}

const transportFor = ({ smtpUrl, mailFrom, dataDir }: App['config']): MailTransport =>
  smtpUrl ? smtpTransport(smtpUrl, mailFrom) : fileTransport(join(dataDir, 'outbox'), mailFrom);
