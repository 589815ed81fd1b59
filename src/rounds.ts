/** Sends what waits in the outbox, one after another, beside the requests: for mail, and for statements. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { scrub } from '#src/db/errors.ts';
import { log } from '#src/log.ts';

export interface Worker {
  /** Something was put in: look now. */
  wake(): void;
  /** Finishes what is under way; the rest goes out after the next start. */
  stop(): Promise<void>;
}

export interface Rounds {
  /** Sends one of what is due; `unreachable`: nothing else would get through now either. */
  next(): Promise<{ kind: 'nothingDue' } | { kind: 'sent' } | { kind: 'notSent'; unreachable: boolean }>;
  /** What the log says when one was not sent, and when nothing could be tried. */
  notSent: string;
  standsStill: string;
  /** How often to look for what is due, in milliseconds. */
  everyMs: number;
  /** How long to leave a server alone that can't be reached, in milliseconds. */
  pauseMs: number;
}

export function startRounds(rounds: Rounds): Worker {
  let stopped = false;
  let wanted = false;
  let pausedUntil = 0;
  let round: Promise<void> | null = null;

  async function sendAll() {
    while (wanted && !stopped) {
      wanted = false;
      try {
        while (!stopped) {
          const outcome = await rounds.next();
          if (outcome.kind === 'nothingDue') break;
          if (outcome.kind === 'sent') continue;
          const { kind: _, ...facts } = outcome;
          log('warn', rounds.notSent, facts);
          if (outcome.unreachable) return pause();
        }
      } catch (error) {
        log('error', rounds.standsStill, { error: scrub(error) });
        return pause();
      }
    }
  }

  const pause = () => void (pausedUntil = performance.now() + rounds.pauseMs);

  // Whoever wakes the worker may stand in a transaction; the round must not take part in it.
  const outside = AsyncLocalStorage.snapshot();
  function wake() {
    wanted = true;
    if (stopped || round || performance.now() < pausedUntil) return;
    round = outside(sendAll).finally(() => (round = null));
  }

  const timer = setInterval(wake, rounds.everyMs);
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
