import { findInviterName, listWorkplaces } from '#src/db/queries/account.ts';
import { findLink } from '#src/db/queries/one-time-link.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../new-id.ts';

/** What an invitation link opens. Whoever holds the link may see it: it was sent to their mailbox. */
export type InvitationView =
  | { kind: 'open'; library: string | null; inviter: string | null; email: string; name: string; until: string }
  /** `hasAccount`: signing in is all that is left to do. `ended`: too late, or a newer one was sent. */
  | { kind: 'hasAccount' | 'ended'; library: string | null; inviter: string | null }
  | { kind: 'unknown' };

/** Looks an invitation up; changes nothing, since mail scanners open links too. */
export async function openInvitation(ctx: Context, token: string): Promise<InvitationView> {
  const link = await findLink(ctx.db, 'invitation', hashToken(token));
  if (!link) return { kind: 'unknown' };
  const [workplaces, inviter] = await Promise.all([
    listWorkplaces(ctx.db, link.personId, ctx.now),
    findInviterName(ctx.db, link.accountId),
  ]);
  const by = { library: workplaces[0]?.organisationName ?? null, inviter };
  if (link.deactivatedAt) return { kind: 'ended', ...by };
  if (link.passwordHash) return { kind: 'hasAccount', ...by };
  if (link.usesLeft === 0 || link.expiresAt <= ctx.now) return { kind: 'ended', ...by };
  return { kind: 'open', ...by, email: link.email ?? '', name: link.name ?? '', until: longDate(link.expiresAt) };
}
