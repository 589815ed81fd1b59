import { findInstallation, setInstallation } from '#src/db/queries/installation.ts';
import type { Context } from '../context.ts';

export type Mode = 'demo' | 'production';

/** The mode is recorded when the database is made; another mode later is refused (message for operators, in English). */
export async function fitMode(ctx: Context, mode: Mode): Promise<void> {
  const recorded = await findInstallation(ctx.db, 'mode');
  if (recorded === null) {
    await setInstallation(ctx.db, 'mode', mode);
    await setInstallation(ctx.db, 'madeAt', ctx.now.toISOString());
    return;
  }
  if (recorded !== mode)
    throw new Error(
      recorded === 'demo'
        ? 'this database holds demo data; production (DEMO=0) needs its own DATABASE_URL'
        : 'this database is for production; start with DEMO=0, or give the demo its own DATABASE_URL',
    );
}
