import { findLink } from '#src/db/queries/one-time-link.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../new-id.ts';

export type ResetView = { kind: 'open'; email: string } | { kind: 'ended' | 'unknown' };

/** Looks a reset link up; changes nothing. */
export async function openReset(ctx: Context, token: string): Promise<ResetView> {
  const link = await findLink(ctx.db, 'passwordReset', hashToken(token));
  if (!link) return { kind: 'unknown' };
  if (link.deactivatedAt || link.usesLeft === 0 || link.expiresAt <= ctx.now) return { kind: 'ended' };
  return { kind: 'open', email: link.email ?? '' };
}
