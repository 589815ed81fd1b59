import { findPilotAgreement, updatePilotAgreement } from '#src/db/queries/pilot-talk.ts';
import { signedIn, type Context } from '../context.ts';
import { reachPart } from '../pilot/reach.ts';
import { assertTalking } from '../pilot/talk.ts';
import { notFound } from '../service-error.ts';

/** Either side ticks an agreement off, or opens it again. Twice is once. */
export async function finishPilotAgreement(ctx: Context, input: { agreementId: string; done: boolean }): Promise<void> {
  signedIn(ctx);
  const found = await findPilotAgreement(ctx.db, input.agreementId);
  const { actor, part } = await reachPart(ctx, found?.pilotLibraryId ?? 'none', 'either');
  await ctx.db.transaction(async (tx) => {
    const row = await findPilotAgreement(tx, input.agreementId);
    if (!row || row.withdrawnAt) throw notFound();
    if ((row.doneAt !== null) === input.done) return;
    await assertTalking(tx, ctx, part.id);
    const set = input.done ? { doneAt: ctx.now, doneById: actor.personId } : { doneAt: null, doneById: null };
    await updatePilotAgreement(tx, row.id, set);
  });
}
