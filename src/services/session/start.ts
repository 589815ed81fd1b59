import { findActorFacts } from '#src/db/queries/session.ts';
import { heldBack } from '#src/domain/passkey.ts';
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
 * @param options.passkey they showed a passkey or a recovery code just now
 * @returns null where this person may not come in
 */
export async function startSession(
  ctx: Context,
  owner: Owner,
  kind: SessionKind,
  options: { passkey?: boolean } = {},
): Promise<SignedIn | null> {
  const facts = await findActorFacts(ctx.db, owner.personId, ctx.now);
  if (!facts) return null;
  const passkeyAt = options.passkey ? ctx.now : null;
  const session = await ctx.sessions.create(owner.accountId, kind, ctx.now, passkeyAt);
  if (ctx.actor) await ctx.sessions.revoke(ctx.actor.sessionId);
  const { accountId, personId, email } = owner;
  const whole: Actor = { ...facts, accountId, personId, email, sessionId: session.sessionId, sessionKind: kind, passkeyAt };
  return { token: session.token, kind, until: session.until, home: homeOf(whole), actor: heldBack(whole, ctx.demo) };
}
