import type { Transaction } from '#src/db/client.ts';
import type { MomentRow } from '#src/db/queries/moment.ts';
import { findRun, insertRun, type RunRow } from '#src/db/queries/run.ts';
import { canLead } from '#src/domain/run.ts';
import type { Context } from '../context.ts';
import type { ReachedMeeting } from '../meeting/reach.ts';
import { newToken } from '../new-id.ts';
import { notFound, refused } from '../service-error.ts';

/**
 * The run of a moment, made where there is none yet: from here on there are codes to check in with.
 * @throws ServiceError invalid where the moment is off, or long over
 */
export async function prepareRun(
  tx: Transaction,
  ctx: Context,
  { meeting, moment }: { meeting: ReachedMeeting; moment: MomentRow },
): Promise<RunRow> {
  if (moment.cancelledAt || meeting.cancelledAt) throw refused('Dit moment gaat niet door.');
  if (!canLead(moment, ctx.now)) throw refused('Dit moment is al geweest. De aanwezigheid kun je nog wel invullen.');
  const found = await findRun(tx, moment.id);
  if (found) return found;
  await insertRun(tx, { momentId: moment.id, secret: newToken(), revision: 1, at: ctx.now });
  const made = await findRun(tx, moment.id);
  if (!made) throw notFound();
  return made;
}
