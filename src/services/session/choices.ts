import { relyingParty } from '#src/domain/passkey.ts';
import type { Context } from '../context.ts';

/** Which ways to sign in this site has, besides a password and a link by mail. Whoever opens it may know. */
export function signInChoices(ctx: Context): { passkey: boolean; outside: string | null } {
  return { passkey: relyingParty(ctx.publicBaseUrl) !== null, outside: ctx.outside?.label ?? null };
}
