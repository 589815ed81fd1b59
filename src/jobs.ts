/** Work in the night and reminders by day, done by the same process. What was missed while it was down is done at the next start. */
import type { App } from '#src/context.ts';
import { scrub } from '#src/db/errors.ts';
import { log } from '#src/log.ts';
import { forwardStatements } from '#src/services/statement/forward.ts';
import { runNight } from '#src/services/night/run.ts';
import { runReminders } from '#src/services/reminder/run.ts';

export interface Jobs {
  stop(): Promise<void>;
}

/** Looks every minute whether any work is due: no long timer, so a clock that moves does no harm. */
export function startJobs(app: Pick<App, 'background'>, options: { everyMs?: number; clock?: () => Date } = {}): Jobs {
  const clock = options.clock ?? (() => new Date());
  let running: Promise<void> | null = null;

  async function remind() {
    const started = performance.now();
    try {
      const outcome = await runReminders(app.background(clock()));
      if (outcome.kind === 'nothingDue') return;
      const { kind: _, ...facts } = outcome;
      if (facts.overviews + facts.lastChances + facts.attendance > 0)
        log('info', 'reminders put in', { ...facts, ms: Math.round(performance.now() - started) });
    } catch (error) {
      log('error', 'reminders failed', { error: scrub(error) });
    }
  }

  async function forward() {
    const started = performance.now();
    try {
      const outcome = await forwardStatements(app.background(clock()));
      if (outcome.kind === 'nothingDue') return;
      const { kind: _, ...facts } = outcome;
      if (facts.put + facts.takenBack > 0)
        log('info', 'statements put in', { ...facts, ms: Math.round(performance.now() - started) });
    } catch (error) {
      log('error', 'forwarding failed', { error: scrub(error) });
    }
  }

  async function look() {
    const started = performance.now();
    try {
      const outcome = await runNight(app.background(clock()));
      if (outcome.kind === 'done')
        log('info', 'night work done', {
          period: outcome.period,
          ms: Math.round(performance.now() - started),
          ...outcome.purged,
          ...outcome.erasures,
          reminded: outcome.reminded,
          jobsEnded: outcome.ended,
          roundsClosed: outcome.rounds,
          pilotWeeks: outcome.pilotWeeks,
        });
    } catch (error) {
      log('error', 'night work failed', { error: scrub(error) });
    }
  }

  const tick = () => {
    running ??= look()
      .then(remind)
      .then(forward)
      .finally(() => (running = null));
  };
  const timer = setInterval(tick, options.everyMs ?? 60_000);
  timer.unref();
  tick();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
