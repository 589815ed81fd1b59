import { setPasswordHash, setPersonName } from '#src/db/queries/account.ts';
import { closeLinks, findLink } from '#src/db/queries/one-time-link.ts';
import type { SessionKind } from '#src/domain/session.ts';
import { checkNewPassword } from '../account/check-new-password.ts';
import { replacePassword } from '../account/replace-password.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';
import { startSession, type SignedIn } from '../session/start.ts';

export type CardView =
  | { kind: 'open'; login: string; name: string; again: boolean }
  /** Used, too old, or a newer card was made. */
  | { kind: 'ended' | 'unknown' };

type Link = NonNullable<Awaited<ReturnType<typeof findLink>>>;
const isOpen = (link: Link, now: Date) => link.usesLeft > 0 && link.expiresAt > now && link.deactivatedAt === null;
const ended = () => new ServiceError('conflict', 'Deze kaart werkt niet meer. Vraag je begeleider om een nieuwe.');

/** What a card opens; changes nothing. */
export async function openSignInCard(ctx: Context, token: string): Promise<CardView> {
  const link = await findLink(ctx.db, 'signInCard', hashToken(token));
  if (!link) return { kind: 'unknown' };
  if (!isOpen(link, ctx.now)) return { kind: 'ended' };
  return { kind: 'open', login: link.username ?? link.email ?? '', name: link.name ?? '', again: link.passwordHash !== null };
}

/** The card's owner chooses a password of their own and is signed in. The card works once. */
export async function acceptCard(
  ctx: Context,
  given: { token: string; name: string; password: string; kind: SessionKind },
): Promise<SignedIn> {
  const tokenHash = hashToken(given.token);
  const before = await findLink(ctx.db, 'signInCard', tokenHash);
  if (!before || !isOpen(before, ctx.now)) throw ended();
  checkNewPassword(ctx, 'wachtwoord', given.password, [given.name, before.email, before.username]);
  const passwordHash = await ctx.passwords.hash(given.password);
  const link = await ctx.db.transaction(async (tx) => {
    const found = await findLink(tx, 'signInCard', tokenHash);
    if (!found || !isOpen(found, ctx.now)) throw ended();
    if (found.passwordHash) await replacePassword(tx, ctx, found, passwordHash);
    else {
      await setPersonName(tx, found.personId, given.name);
      await setPasswordHash(tx, found.accountId, passwordHash);
      await closeLinks(tx, found.accountId);
      await recordEvent(tx, ctx, {
        kind: 'invitationAccepted',
        entity: 'account',
        entityId: found.accountId,
        subjectId: found.personId,
        detail: { by: 'card' },
      });
    }
    return found;
  });
  ctx.mailWaits();
  const signedIn = await startSession(ctx, link, given.kind);
  if (!signedIn) throw ended();
  return signedIn;
}
