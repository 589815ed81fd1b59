/** Sends what waits for the learning record store, beside the requests and beside the mail. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { App } from '#src/context.ts';
import { scrub } from '#src/db/errors.ts';
import { log } from '#src/log.ts';
import { sendNextStatements } from '#src/services/statement/send.ts';
import type { LrsTransport } from './types.ts';

export interface ForwardingWorker {
  /** Something was put in: look now. */
  wake(): void;
  /** Finishes what is under way; the rest goes after the next start. */
  stop(): Promise<void>;
}

/**
 * @param options.everyMs how often to look for what is due
 * @param options.pauseMs how long to leave a store alone that can't be reached
 */
export function startForwarding(
  app: Pick<App, 'background'>,
  transport: LrsTransport,
  options: { everyMs?: number; pauseMs?: number } = {},
): ForwardingWorker {
  const pauseMs = options.pauseMs ?? 60_000;
  let stopped = false;
  let pausedUntil = 0;
  let round: Promise<void> | null = null;

  async function sendAll() {
    try {
      while (!stopped) {
        const outcome = await sendNextStatements(app.background(new Date()), transport);
        if (outcome.kind === 'nothingDue') return;
        if (outcome.kind === 'sent') continue;
        const { kind: _, ...facts } = outcome;
        log('warn', 'statements not sent', facts);
        if (outcome.unreachable) return pause();
      }
    } catch (error) {
      log('error', 'forwarding stands still', { error: scrub(error) });
      pause();
    }
  }

  const pause = () => void (pausedUntil = performance.now() + pauseMs);

  // As the outbox of mail: not part of the transaction of whoever wakes it.
  const outside = AsyncLocalStorage.snapshot();
  function wake() {
    if (stopped || round || performance.now() < pausedUntil) return;
    round = outside(sendAll).finally(() => (round = null));
  }

  const timer = setInterval(wake, options.everyMs ?? 10_000);
  timer.unref();
  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await round;
    },
  };
}
