import { deleteSessionOfAccount } from '#src/db/queries/session.ts';
import { authorise, signedIn, type Context } from '../context.ts';

/**
 * Ends one of one's own sessions, by the id that the account page shows (a hash: it opens nothing). An id that is over
 * already, or somebody else's, ends nothing.
 * @returns whether it was this browser's own
 */
export async function endSession(ctx: Context, sessionId: string): Promise<{ here: boolean }> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  await deleteSessionOfAccount(ctx.db, actor.accountId, sessionId);
  return { here: sessionId === actor.sessionId };
}
