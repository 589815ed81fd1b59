import type { Transaction } from '#src/db/client.ts';
import { setPasswordHash } from '#src/db/queries/account.ts';
import { closeLinks } from '#src/db/queries/one-time-link.ts';
import { deleteSessionsOfAccount } from '#src/db/queries/session.ts';
import { fullMoment } from '#src/domain/calendar-day.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { newId } from '../new-id.ts';

interface Owner {
  accountId: string;
  personId: string;
  email: string | null;
  name: string | null;
}

/**
 * All that goes with another password, in the caller's transaction: every session and every open link of the account ends,
 * and a mail tells its owner. `by`: chosen with a link from the mailbox. Call `ctx.mailWaits()` after the commit.
 */
export async function replacePassword(
  tx: Transaction,
  ctx: Context,
  owner: Owner,
  passwordHash: string,
  by?: 'link',
): Promise<void> {
  await setPasswordHash(tx, owner.accountId, passwordHash);
  await closeLinks(tx, owner.accountId);
  await deleteSessionsOfAccount(tx, owner.accountId);
  await recordEvent(tx, ctx, {
    kind: 'passwordChanged',
    entity: 'account',
    entityId: owner.accountId,
    subjectId: owner.personId,
    ...(by ? { detail: { by } } : {}),
  });
  if (owner.email === null) return;
  await enqueueMail(tx, ctx, {
    kind: 'passwordChanged',
    to: owner.email,
    personId: owner.personId,
    values: { name: owner.name ?? '', when: fullMoment(ctx.now) },
    idempotencyKey: `passwordChanged ${newId()}`,
  });
}
