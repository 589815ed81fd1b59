import type { Transaction } from '#src/db/client.ts';
import { closeLinks, insertLink } from '#src/db/queries/one-time-link.ts';
import { insertLinks } from '#src/db/queries/people-list.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { recordEvent, recordEvents } from '../audit.ts';
import type { Context } from '../context.ts';
import { enqueueMail, enqueueMails } from '../mail/enqueue.ts';
import { hashToken, newToken } from '../new-id.ts';

/** How long an invitation may lie in someone's mailbox. */
export const invitationTerm = 14 * 86_400_000;

export interface Invitation {
  personId: string;
  accountId: string;
  /** In lower case. */
  email: string;
  libraryName: string;
  /** The group the person was put in with it, if any. */
  groupId?: string;
}

/**
 * Invites someone to their account, in the transaction of the caller, who has authorised it: a link that works once, within
 * `invitationTerm`, the mail with it, and the audit event `invited`. Older invitations of the account stop working.
 * Call `ctx.mailWaits()` after the commit.
 * @returns where the link leads; only its hash is stored, so this is the one time it can be shown
 */
export async function invite(tx: Transaction, ctx: Context, invitation: Invitation): Promise<{ link: string; until: Date }> {
  const { link, until, row, event, mail } = writeInvitation(ctx, invitation);
  await closeLinks(tx, invitation.accountId, 'invitation');
  await insertLink(tx, row);
  await recordEvent(tx, ctx, event);
  await enqueueMail(tx, ctx, mail);
  return { link, until };
}

/** The same for many new accounts at once, which have no older invitations. */
export async function inviteNew(tx: Transaction, ctx: Context, invitations: readonly Invitation[]): Promise<void> {
  const written = invitations.map((invitation) => writeInvitation(ctx, invitation));
  await insertLinks(
    tx,
    written.map(({ row }) => row),
  );
  await recordEvents(
    tx,
    ctx,
    written.map(({ event }) => event),
  );
  await enqueueMails(
    tx,
    ctx,
    written.map(({ mail }) => mail),
  );
}

function writeInvitation(ctx: Context, invitation: Invitation) {
  const token = newToken();
  const tokenHash = hashToken(token);
  const until = new Date(ctx.now.getTime() + invitationTerm);
  const link = `${ctx.publicBaseUrl}/uitnodiging/${token}`;
  const row = {
    tokenHash,
    purpose: 'invitation' as const,
    accountId: invitation.accountId,
    groupId: invitation.groupId ?? null,
    usesLeft: 1,
    expiresAt: until,
    createdAt: ctx.now,
  };
  const event = {
    kind: 'invited' as const,
    entity: 'account',
    entityId: invitation.accountId,
    subjectId: invitation.personId,
  };
  const mail = {
    kind: 'invitation',
    to: invitation.email,
    personId: invitation.personId,
    values: {
      name: '',
      library: invitation.libraryName,
      inviter: ctx.actor?.name || invitation.libraryName,
      link,
      until: longDate(until),
    },
    idempotencyKey: `invitation ${tokenHash}`,
  };
  return { link, until, row, event, mail };
}
