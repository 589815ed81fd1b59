import type { App } from '#src/context.ts';

export interface OutboxWorker {
  wake(): void;
  stop(): Promise<void>;
}

export function startOutbox(_app: App): OutboxWorker {
  return { wake: () => {}, stop: async () => {} };
}
