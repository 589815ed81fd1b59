import { findAccount } from '#src/db/queries/account.ts';
import { listAccountEvents } from '#src/db/queries/audit.ts';
import { findSessionStart } from '#src/db/queries/erasure.ts';
import { listPasskeys } from '#src/db/queries/passkey.ts';
import { cameByMailbox, firstKeyTerm, freshTerm, isFresh } from '#src/domain/passkey.ts';
import type { Actor } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';
import { confirmSelf } from '../erasure/confirm.ts';
import { notFound, refused } from '../service-error.ts';

/**
 * What it takes to add a passkey now. `none`: nothing more. `showKey`: a passkey or code must be shown again. `password`: the
 * password must be typed. `mailbox`: come in by a link from one's own mailbox first; a password alone, which may be stolen, is
 * not enough for who needs a passkey. `signInAgain`: sign out and in first.
 */
export type KeyProof = 'none' | 'showKey' | 'password' | 'mailbox' | 'signInAgain';

const kinds = ['invitationAccepted', 'passwordChanged', 'signIn'];

export async function proofToAdd(ctx: Context, actor: Actor): Promise<KeyProof> {
  if (isFresh(actor.passkeyAt, ctx.now)) return 'none';
  if ((await listPasskeys(ctx.db, actor.accountId)).length > 0) return 'showKey';
  const [began, account, events] = await Promise.all([
    findSessionStart(ctx.db, actor.sessionId),
    findAccount(ctx.db, actor.accountId),
    listAccountEvents(ctx.db, actor.accountId, kinds, new Date(ctx.now.getTime() - 2 * firstKeyTerm)),
  ]);
  if (!account) throw notFound();
  if (began && cameByMailbox(events, began, ctx.now)) return 'none';
  if (actor.heldBack) return 'mailbox';
  if (account.passwordHash) return 'password';
  return began && ctx.now.getTime() - began.getTime() <= freshTerm ? 'none' : 'signInAgain';
}

/** @throws ServiceError where more must be shown first */
export async function assertMayAdd(ctx: Context, actor: Actor, password: string | undefined): Promise<void> {
  const proof = await proofToAdd(ctx, actor);
  if (proof === 'none') return;
  if (proof === 'password') return confirmSelf(ctx, actor, password);
  if (proof === 'showKey') throw showAgain();
  throw refused(
    proof === 'mailbox'
      ? 'Log eerst in met een link uit je mail. Je wachtwoord alleen is hier niet genoeg.'
      : 'Log eerst uit en opnieuw in. Zo weten we zeker dat jij het bent.',
  );
}

/** To change how one signs in, who has a passkey shows it anew. @throws ServiceError invalid */
export async function assertFresh(ctx: Context, actor: Actor): Promise<void> {
  if (isFresh(actor.passkeyAt, ctx.now)) return;
  if ((await listPasskeys(ctx.db, actor.accountId)).length > 0) throw showAgain();
}

const showAgain = () => refused('Laat eerst je toegangssleutel zien. Daarna kun je een kwartier lang iets veranderen.');
