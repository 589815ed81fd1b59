import type { Context } from '../context.ts';

/** Ends this browser's session. Without one there is nothing to do. */
export async function signOut(ctx: Context): Promise<void> {
  if (ctx.actor) await ctx.sessions.revoke(ctx.actor.sessionId);
}
