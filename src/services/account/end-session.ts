import { deleteSessionOfAccount } from '#src/db/queries/session.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/**
 * Ends one of one's own sessions, by the id that the account page shows (a hash: it opens nothing). Ending one that is
 * over already is fine.
 * @returns whether it was this browser's own
 * @throws ServiceError notFound for something that can't be an id
 */
export async function endSession(ctx: Context, sessionId: string): Promise<{ here: boolean }> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  if (!/^[0-9a-f]{64}$/.test(sessionId)) throw notFound();
  await deleteSessionOfAccount(ctx.db, actor.accountId, sessionId);
  return { here: sessionId === actor.sessionId };
}
