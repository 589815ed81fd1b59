import { findAccount } from '#src/db/queries/account.ts';
import { listOutsideIdentities } from '#src/db/queries/outside-identity.ts';
import { findRecoveryCodes, listPasskeys } from '#src/db/queries/passkey.ts';
import { longDate, longDay } from '#src/domain/calendar-day.ts';
import { isFresh, needsKey, relyingParty } from '#src/domain/passkey.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { proofToAdd, type KeyProof } from './proof.ts';

export interface SignInWays {
  keys: { id: string; name: string; since: string; lastUsed: string | null; backedUp: boolean }[];
  /** Null without codes that still work. */
  codes: { left: number; since: string } | null;
  /** Whether this address can have passkeys at all. */
  possible: boolean;
  proof: KeyProof;
  /** A passkey or code was shown lately enough to change anything. */
  fresh: boolean;
  heldBack: boolean;
  /** This person's role asks for a passkey, on a site that is no demonstration. */
  needed: boolean;
  email: string;
  hasPassword: boolean;
  /** An account elsewhere: null where none was set up. */
  outside: { label: string; since: string | null; onlyWay: boolean } | null;
}

/** All the ways in which the signed-in person can sign in. */
export async function openSignInWays(ctx: Context): Promise<SignInWays> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const [account, keys, codes, proof, elsewhere] = await Promise.all([
    findAccount(ctx.db, actor.accountId),
    listPasskeys(ctx.db, actor.accountId),
    findRecoveryCodes(ctx.db, actor.accountId),
    proofToAdd(ctx, actor),
    listOutsideIdentities(ctx.db, actor.accountId),
  ]);
  if (!account) throw notFound();
  const { outside } = ctx;
  const linked = elsewhere.find(({ issuer }) => issuer === outside?.issuer);
  return {
    keys: keys.map((key) => ({
      id: key.id,
      name: key.name,
      since: longDate(key.at),
      lastUsed: key.lastUsedOn && longDay(key.lastUsedOn),
      backedUp: key.backedUp,
    })),
    codes: codes && { left: codes.left, since: longDate(codes.at) },
    possible: relyingParty(ctx.publicBaseUrl) !== null,
    proof,
    fresh: keys.length === 0 || isFresh(actor.passkeyAt, ctx.now),
    heldBack: actor.heldBack === true,
    needed: !ctx.demo && (actor.heldBack === true || needsKey(actor.employments)),
    email: account.email ?? '',
    hasPassword: account.passwordHash !== null,
    outside: outside && {
      label: outside.label,
      since: linked ? longDate(linked.at) : null,
      onlyWay: !account.passwordHash && keys.length === 0,
    },
  };
}
