import { deleteSessionsOfAccount } from '#src/db/queries/session.ts';
import { recordEvent } from '../audit.ts';
import { authorise, signedIn, type Context } from '../context.ts';

/** Ends all of one's sessions but this browser's. */
export async function signOutElsewhere(ctx: Context): Promise<void> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  await ctx.db.transaction(async (tx) => {
    await deleteSessionsOfAccount(tx, actor.accountId, actor.sessionId);
    await recordEvent(tx, ctx, {
      kind: 'signOutEverywhere',
      entity: 'account',
      entityId: actor.accountId,
      subjectId: actor.personId,
    });
  });
}
