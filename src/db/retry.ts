import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, isBusy } from '#src/db/errors.ts';

/** When to give up (`performance.now()` milliseconds) and whom to tell that the database was busy. */
export type RetryOptions = { deadline: number; onBusy?: ((attempt: number) => void) | undefined };

/** The longest pause between two tries; an operator's lock is noticed to be gone within about this time. */
const LONGEST_PAUSE_MS = 400;

/** Jitter, so that two processes that wait for each other don't keep meeting. */
function pauseAfter(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, 20 * 2 ** attempt) * (0.5 + Math.random() / 2);
}

/**
 * Repeats `attempt` while the database is busy. Only for work that is undone when it fails as busy, and `attempt` must take a
 * new connection each time: after a busy error a libSQL connection says "done" to writes that it never commits.
 */
export async function retryBusy<T>(attempt: () => Promise<T>, { deadline, onBusy }: RetryOptions): Promise<T> {
  if (performance.now() > deadline) {
    // The whole time went by in the queue. Trying anyway would let a long queue block the event loop try after try.
    throw new DatabaseError('DATABASE_BUSY', 'gave up waiting for the database: other writes were in front for too long');
  }
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      onBusy?.(tries);
      const wait = pauseAfter(tries);
      if (performance.now() + wait > deadline) throw error;
      await pause(wait);
    }
  }
}
