import { findAgreement, updateAgreement } from '#src/db/queries/agreement.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { countUp, tellScreens } from './follow.ts';

/** The owner or a leader ticks an agreement off, or opens it again. Twice is once. */
export async function finishAgreement(ctx: Context, input: { agreementId: string; done: boolean }): Promise<void> {
  const actor = signedIn(ctx);
  const followed = await ctx.db.transaction(async (tx) => {
    const row = await findAgreement(tx, input.agreementId);
    if (!row) throw notFound();
    const { groupId, libraryId, ownerId } = row;
    authorise(ctx, 'agreement:finish', { groupId, libraryId, ...(ownerId ? { personId: ownerId } : {}) });
    if (row.withdrawnAt) throw notFound();
    if ((row.doneAt !== null) === input.done) return [];
    await updateAgreement(
      tx,
      row.id,
      input.done ? { doneAt: ctx.now, doneById: actor.personId } : { doneAt: null, doneById: null },
    );
    return countUp(tx, ctx, row.meetingId);
  });
  tellScreens(ctx, followed);
}
