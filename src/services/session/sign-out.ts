import { endLaunchesOf } from '#src/db/queries/package.ts';
import type { Context } from '../context.ts';

/** Ends this browser's session. Without one there is nothing to do. */
export async function signOut(ctx: Context): Promise<void> {
  if (!ctx.actor) return;
  // Whoever sits down next at this computer plays no package in this name.
  if (ctx.actor.sessionKind === 'shared') await endLaunchesOf(ctx.db, ctx.actor.personId);
  await ctx.sessions.revoke(ctx.actor.sessionId);
}
