import { findLink } from '#src/db/queries/one-time-link.ts';
import { shownName } from '#src/domain/person.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../new-id.ts';

export type SignInLinkView =
  | { kind: 'open'; name: string; email: string }
  /** Used: by this person, or because another link or a new password came after it. */
  | { kind: 'used' | 'late' | 'unknown' };

/** Looks a link up; changes nothing, since mail scanners open links too. */
export async function openSignInLink(ctx: Context, token: string): Promise<SignInLinkView> {
  const link = await findLink(ctx.db, 'signIn', hashToken(token));
  if (!link) return { kind: 'unknown' };
  if (link.usesLeft === 0 || link.deactivatedAt) return { kind: 'used' };
  if (link.expiresAt <= ctx.now) return { kind: 'late' };
  return { kind: 'open', name: shownName(link), email: link.email ?? '' };
}
