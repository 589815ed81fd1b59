import { findAccountByEmail } from '#src/db/queries/account.ts';
import { insertLink } from '#src/db/queries/one-time-link.ts';
import { deletePasskeys, deleteRecoveryCodes } from '#src/db/queries/passkey.ts';
import { endSessions } from '../account/end-sessions.ts';
import { resetMinutes } from '../account/request-reset.ts';
import type { Context } from '../context.ts';
import { hashToken, newToken } from '../new-id.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * For who lost both passkey and codes, on the command line only: all of them go, every session ends, and a link that works once
 * lets them choose a password and set up a passkey anew.
 * @param input.email in lower case
 * @throws Error (one line for the operator, in English)
 */
export async function resetPasskeys(
  ctx: Context,
  input: { email: string },
): Promise<{ keys: number; link: string; until: Date }> {
  if (ctx.actor !== null) throw new Error('this is for the command line, not for who is signed in');
  const token = newToken();
  const until = new Date(ctx.now.getTime() + resetMinutes * 60_000);
  const keys = await ctx.db.transaction(async (tx) => {
    const account = await findAccountByEmail(tx, input.email);
    if (!account || account.deactivatedAt) throw new Error(`there is no account with ${input.email} that can sign in`);
    const gone = await deletePasskeys(tx, account.accountId);
    await deleteRecoveryCodes(tx, account.accountId);
    await endSessions(tx, account.personId);
    await insertLink(tx, {
      tokenHash: hashToken(token),
      purpose: 'passwordReset',
      accountId: account.accountId,
      usesLeft: 1,
      expiresAt: until,
      createdAt: ctx.now,
    });
    await tellOwner(tx, ctx, 'passkeysReset', account, { by: 'command line', keys: gone });
    return gone;
  });
  ctx.mailWaits();
  return { keys, link: `${ctx.publicBaseUrl}/wachtwoord/${token}`, until };
}
