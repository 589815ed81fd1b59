import { findPilotAgreement, updatePilotAgreement } from '#src/db/queries/pilot-talk.ts';
import type { Context } from '../context.ts';
import { assertTalking, reachTalk, type PartPlace } from '../pilot/talk.ts';
import { notFound } from '../service-error.ts';
import { recordPilotAgreement } from './record.ts';

/** Takes an agreement off the list: it was a mistake, or no longer needed. Twice is once. */
export async function withdrawPilotAgreement(ctx: Context, input: PartPlace & { agreementId: string }): Promise<void> {
  const { part } = await reachTalk(ctx, input, 'either');
  await ctx.db.transaction(async (tx) => {
    const row = await findPilotAgreement(tx, input.agreementId);
    if (row?.pilotLibraryId !== part.id) throw notFound();
    if (row.withdrawnAt) return;
    await assertTalking(tx, ctx, part.id);
    await updatePilotAgreement(tx, row.id, { withdrawnAt: ctx.now });
    await recordPilotAgreement(tx, ctx, {
      id: row.id,
      libraryId: part.libraryId,
      ownerId: row.ownerId,
      detail: { change: 'withdrawn' },
    });
  });
}
