import type { Transaction } from '#src/db/client.ts';
import { findErasure, findOpenErasure, setErasure, type ErasureRow } from '#src/db/queries/erasure.ts';
import { causeOf, stateOf } from '#src/domain/erasure.ts';
import { recordEvent } from '../audit.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound, refused } from '../service-error.ts';

/** Takes one's own wish back. There is nothing to take back: nothing happens. */
export async function withdrawErasure(ctx: Context): Promise<void> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  await ctx.db.transaction(async (tx) => {
    const open = await findOpenErasure(tx, actor.personId);
    if (open) await stopErasure(tx, ctx, open);
  });
}

/** Keeps an account that nobody used for long. What someone asked themselves, only they take back. */
export async function keepAwayAccount(ctx: Context, requestId: string): Promise<void> {
  authorise(ctx, 'privacy:manage');
  await ctx.db.transaction(async (tx) => {
    const request = await findErasure(tx, requestId);
    if (!request) throw notFound();
    if (stateOf(request) !== 'open') return;
    if (causeOf(request) === 'asked') throw refused('Dit vroeg iemand zelf. Alleen die persoon kan het intrekken.');
    await stopErasure(tx, ctx, request);
  });
}

export async function stopErasure(tx: Transaction, ctx: Context, request: Pick<ErasureRow, 'id' | 'personId'>): Promise<void> {
  await setErasure(tx, request.id, { withdrawnAt: ctx.now });
  await recordEvent(tx, ctx, {
    kind: 'erasureWithdrawn',
    entity: 'erasureRequest',
    entityId: request.id,
    subjectId: request.personId,
  });
}
