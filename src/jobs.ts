/** Work in the night, done by the same process. What was missed while it was down is done at the next start. */
import type { App } from '#src/context.ts';
import { scrub } from '#src/db/errors.ts';
import { log } from '#src/log.ts';
import { runNight } from '#src/services/night/run.ts';

export interface Jobs {
  stop(): Promise<void>;
}

/** Looks every minute whether the night's work is due: no long timer, so a clock that moves does no harm. */
export function startJobs(app: Pick<App, 'background'>, options: { everyMs?: number; clock?: () => Date } = {}): Jobs {
  const clock = options.clock ?? (() => new Date());
  let running: Promise<void> | null = null;

  async function look() {
    const started = performance.now();
    try {
      const outcome = await runNight(app.background(clock()));
      if (outcome.kind === 'done')
        log('info', 'night work done', {
          period: outcome.period,
          ms: Math.round(performance.now() - started),
          ...outcome.purged,
          reminded: outcome.reminded,
        });
    } catch (error) {
      log('error', 'night work failed', { error: scrub(error) });
    }
  }

  const tick = () => {
    running ??= look().finally(() => (running = null));
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
