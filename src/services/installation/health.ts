import { findInstallation } from '#src/db/queries/installation.ts';
import type { Context } from '../context.ts';

export interface Health {
  ok: boolean;
  version: string;
  database: 'ok' | 'unreachable';
}

/** For whoever watches the server: can it read its database right now? Tells nothing else. */
export async function checkHealth(ctx: Context): Promise<Health> {
  try {
    await findInstallation(ctx.db, 'mode');
    return { ok: true, version: ctx.version, database: 'ok' };
  } catch {
    return { ok: false, version: ctx.version, database: 'unreachable' };
  }
}
