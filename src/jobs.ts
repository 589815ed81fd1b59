/** Work in the night, done by the same process. What was missed while it was down is done at the next start. */
import type { App } from '#src/context.ts';

export interface Jobs {
  stop(): Promise<void>;
}

export function startJobs(_app: App): Jobs {
  return { stop: async () => {} };
}
