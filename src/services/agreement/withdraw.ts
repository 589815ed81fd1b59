import { findAgreement, updateAgreement } from '#src/db/queries/agreement.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { notFound } from '../service-error.ts';
import { countUp, tellScreens } from './follow.ts';
import { recordAgreement } from './record.ts';

/** Takes an agreement off the list: it was a mistake, or no longer needed. It is on nobody's card any more. */
export async function withdrawAgreement(ctx: Context, input: { groupId: string; agreementId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const followed = await ctx.db.transaction(async (tx) => {
    const row = await findAgreement(tx, input.agreementId);
    if (row?.groupId !== group.id) throw notFound();
    if (row.withdrawnAt) return [];
    await updateAgreement(tx, row.id, { withdrawnAt: ctx.now });
    await recordAgreement(tx, ctx, { group, id: row.id, ownerId: row.ownerId, detail: { change: 'withdrawn' } });
    return countUp(tx, ctx, row.meetingId);
  });
  tellScreens(ctx, followed);
}
