import { findActorFacts } from '#src/db/queries/session.ts';
import { homeOf, type Actor } from '#src/domain/roles.ts';
import type { SessionKind } from '#src/domain/session.ts';
import type { Context } from '../context.ts';

export interface SignedIn {
  token: string;
  kind: SessionKind;
  until: Date;
  home: string;
  actor: Actor;
}

interface Owner {
  accountId: string;
  personId: string;
  email: string | null;
}

/**
 * Begins a session for someone whose identity was just proved, with a new token; the session this browser had ends.
 * @returns null where this person may not come in
 */
export async function startSession(ctx: Context, owner: Owner, kind: SessionKind): Promise<SignedIn | null> {
  const facts = await findActorFacts(ctx.db, owner.personId, ctx.now);
  if (!facts) return null;
  const session = await ctx.sessions.create(owner.accountId, kind, ctx.now);
  if (ctx.actor) await ctx.sessions.revoke(ctx.actor.sessionId);
  const { accountId, personId, email } = owner;
  const actor: Actor = { ...facts, accountId, personId, email, sessionId: session.sessionId, sessionKind: kind };
  return { token: session.token, kind, until: session.until, home: homeOf(actor), actor };
}
