/** Sends what waits for the learning record store, beside the requests and beside the mail. */
import type { App } from '#src/context.ts';
import { startRounds, type Worker } from '#src/rounds.ts';
import { sendNextStatements } from '#src/services/statement/send.ts';
import type { LrsTransport } from './types.ts';

/**
 * @param options.everyMs how often to look for what is due
 * @param options.pauseMs how long to leave a store alone that can't be reached
 */
export const startForwarding = (
  app: Pick<App, 'background'>,
  transport: LrsTransport,
  options: { everyMs?: number; pauseMs?: number } = {},
): Worker =>
  startRounds({
    next: () => sendNextStatements(app.background(new Date()), transport),
    notSent: 'statements not sent',
    standsStill: 'forwarding stands still',
    everyMs: options.everyMs ?? 10_000,
    pauseMs: options.pauseMs ?? 60_000,
  });
