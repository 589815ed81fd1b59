import { setPasswordHash, setPersonName } from '#src/db/queries/account.ts';
import { closeLinks, findLink } from '#src/db/queries/one-time-link.ts';
import type { SessionKind } from '#src/domain/session.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../new-id.ts';
import { isServiceError, ServiceError } from '../service-error.ts';
import { signIn } from '../session/sign-in.ts';
import { startSession, type SignedIn } from '../session/start.ts';
import { checkNewPassword } from './check-new-password.ts';

export interface Acceptance {
  token: string;
  name: string;
  password: string;
  kind: SessionKind;
}

const ended = () => new ServiceError('conflict', 'Deze link werkt niet meer.');

/**
 * Makes the account one's own: name, password, signed in. The link works once; a second click with the same password
 * just signs in.
 * @throws ServiceError invalid (name or password won't do), conflict (the link no longer works)
 */
export async function acceptInvitation(ctx: Context, given: Acceptance): Promise<SignedIn> {
  const tokenHash = hashToken(given.token);
  const before = await findLink(ctx.db, 'invitation', tokenHash);
  if (!before || before.deactivatedAt) throw ended();
  if (before.passwordHash) return signInAgain(ctx, before.email, given);
  if (!isOpen(before, ctx.now)) throw ended();
  checkNewPassword(ctx, 'wachtwoord', given.password, [given.name, before.email]);
  const passwordHash = await ctx.passwords.hash(given.password);

  const link = await ctx.db.transaction(async (tx) => {
    const found = await findLink(tx, 'invitation', tokenHash);
    if (!found || found.deactivatedAt) throw ended();
    if (found.passwordHash) return null;
    if (!isOpen(found, ctx.now)) throw ended();
    await setPersonName(tx, found.personId, given.name);
    await setPasswordHash(tx, found.accountId, passwordHash);
    await closeLinks(tx, found.accountId);
    await recordEvent(tx, ctx, {
      kind: 'invitationAccepted',
      entity: 'account',
      entityId: found.accountId,
      subjectId: found.personId,
    });
    return found;
  });
  if (!link) return signInAgain(ctx, before.email, given);
  const signedIn = await startSession(ctx, link, given.kind);
  if (!signedIn) throw ended();
  return signedIn;
}

const isOpen = (link: { usesLeft: number; expiresAt: Date }, now: Date) => link.usesLeft > 0 && link.expiresAt > now;

/** Someone pressed the button twice. With another password it is a used link; tries are limited as at the front door. */
async function signInAgain(ctx: Context, email: string | null, given: Acceptance): Promise<SignedIn> {
  try {
    return await signIn(ctx, { email: email ?? '', password: given.password, kind: given.kind });
  } catch (error) {
    throw isServiceError(error) && error.code === 'invalid' ? ended() : error;
  }
}
