import type { Transaction } from '#src/db/client.ts';
import { changeRunsOf } from '#src/db/queries/run.ts';
import type { Context } from '../context.ts';

export type Followed = Awaited<ReturnType<typeof changeRunsOf>>;

/** In the transaction of the fact: the screens of this meeting show its agreements, so they count up. */
export async function countUp(tx: Transaction, ctx: Context, meetingId: string | null): Promise<Followed> {
  return meetingId === null ? [] : changeRunsOf(tx, meetingId, ctx.now);
}

/** After the commit: screens and phones follow. */
export function tellScreens(ctx: Context, changed: Followed): void {
  for (const { momentId, revision } of changed) ctx.live.tell(momentId, { revision, to: 'all' });
}
