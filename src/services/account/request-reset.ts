import { findAccountByEmail } from '#src/db/queries/account.ts';
import { insertLink } from '#src/db/queries/one-time-link.ts';
import { addressBlock } from '#src/domain/network-address.ts';
import type { Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { hashToken, newToken } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';
import { countTry } from '../session/count-try.ts';

/** How long a reset link works, in minutes (requirements.md: at most an hour). */
export const resetMinutes = 60;

const hour = 60 * 60_000;

/**
 * Sends a link for a new password, if there is an account that can use one. The answer and its time don't tell.
 * @param input.email in lower case
 * @throws ServiceError tooMany for an address that keeps asking; an account that is asked for too often just gets no more mail
 */
export async function requestReset(ctx: Context, input: { email: string }): Promise<void> {
  const account = await findAccountByEmail(ctx.db, input.email);
  const token = newToken();
  const tokenHash = hashToken(token);
  // One commit, whoever asked: the time it takes tells nothing.
  await ctx.db.transaction(async (tx) => {
    const fromHere = await countTry(tx, ctx, { key: `reset address ${addressBlock(ctx.clientAddress)}`, max: 20, window: hour });
    if (!fromHere)
      throw new ServiceError(
        'tooMany',
        'Er is hier te vaak een nieuw wachtwoord gevraagd. Wacht een uur en probeer het dan opnieuw.',
      );
    const forAccount = await countTry(tx, ctx, { key: `reset account ${input.email}`, max: 3, window: hour });
    if (!forAccount || !account?.email || !account.beenIn || account.deactivatedAt) return;
    await insertLink(tx, {
      tokenHash,
      purpose: 'passwordReset',
      accountId: account.accountId,
      usesLeft: 1,
      expiresAt: new Date(ctx.now.getTime() + resetMinutes * 60_000),
      createdAt: ctx.now,
    });
    await enqueueMail(tx, ctx, {
      kind: 'passwordReset',
      // Their own address of today, also where an older one was given.
      to: account.email,
      personId: account.personId,
      values: { link: `${ctx.publicBaseUrl}/wachtwoord/${token}`, minutes: String(resetMinutes) },
      idempotencyKey: `passwordReset ${tokenHash}`,
    });
  });
  ctx.mailWaits();
}
