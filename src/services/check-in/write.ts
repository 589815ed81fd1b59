import type { Transaction } from '#src/db/client.ts';
import { insertCheckIn } from '#src/db/queries/check-in.ts';
import { changeRun } from '#src/db/queries/run.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../new-id.ts';

export interface CheckInWay {
  how: 'qr' | 'pin';
  /** Made by the browser: the same press, sent again by a phone that was offline, is the same check-in. */
  clientKey: string;
  /** Minutes that it was held back without a connection. */
  waited: number;
}

/** Writes that someone is there. Answers the revision for who watches, null where they had checked in already. */
export async function writeCheckIn(
  tx: Transaction,
  ctx: Context,
  who: { momentId: string; personId: string },
  way: CheckInWay,
): Promise<number | null> {
  const made = await insertCheckIn(tx, {
    // With the person in it, nobody's key can stand in the way of another's.
    id: hashToken(`${who.momentId} ${who.personId} ${way.clientKey}`).slice(0, 32),
    ...who,
    how: way.how,
    late: way.waited > 0,
    at: ctx.now,
  });
  return made ? changeRun(tx, who.momentId, {}, ctx.now) : null;
}
