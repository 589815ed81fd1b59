import type { Transaction } from '#src/db/client.ts';
import { fullMoment } from '#src/domain/calendar-day.ts';
import { greetingName } from '#src/domain/person.ts';
import { recordEvent, type AuditKind } from '../audit.ts';
import type { Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { newId } from '../new-id.ts';

const whats = {
  passkeyAdded: 'Er is een toegangssleutel bijgekomen.',
  passkeyRemoved: 'Er is een toegangssleutel verwijderd.',
  passkeysReset: 'De beheerder van deze site heeft al je toegangssleutels en herstelcodes gewist.',
  recoveryCodesMade: 'Er zijn nieuwe herstelcodes gemaakt. Oude codes werken niet meer.',
  recoveryCodeUsed: 'Er is een herstelcode gebruikt.',
  outsideLinked: 'Er is een account van elders gekoppeld. Daarmee kun je nu ook inloggen.',
  outsideUnlinked: 'Een account van elders is losgemaakt. Daarmee kun je niet meer inloggen.',
} satisfies Partial<Record<AuditKind, string>>;

/**
 * Keeps that the ways to sign in to an account changed, and tells its owner by mail: who it was not, notices. Call
 * `ctx.mailWaits()` after the commit.
 */
export async function tellOwner(
  tx: Transaction,
  ctx: Context,
  kind: keyof typeof whats,
  owner: { accountId: string; personId: string; email: string | null; name: string | null },
  detail?: Record<string, string | number>,
): Promise<void> {
  await recordEvent(tx, ctx, {
    kind,
    entity: 'account',
    entityId: owner.accountId,
    subjectId: owner.personId,
    ...(detail ? { detail } : {}),
  });
  if (owner.email === null) return;
  await enqueueMail(tx, ctx, {
    kind: 'signInChanged',
    to: owner.email,
    personId: owner.personId,
    values: { name: greetingName(owner.name), what: whats[kind], when: fullMoment(ctx.now) },
    idempotencyKey: `signInChanged ${newId()}`,
  });
}
