import { findAccountByLogin } from '#src/db/queries/account.ts';
import { findLink, insertLink, useLink } from '#src/db/queries/one-time-link.ts';
import type { Context } from '../context.ts';
import { hashToken, newToken } from '../new-id.ts';
import { isServiceError } from '../service-error.ts';
import { signIn } from '../session/sign-in.ts';
import { cardKey, looksLikeCardPassword } from './card-password.ts';

/** From typing the first password until a password of one's own is chosen. */
const chooseTerm = 60 * 60_000;

/**
 * Signs in; or, with the first password of a printed card, answers the secret of the page where its owner chooses their own.
 * Tries are counted as any other, so a card can't be guessed.
 * @throws ServiceError as signIn
 */
export async function signInOrCard(
  ctx: Context,
  input: Parameters<typeof signIn>[1],
): Promise<{ made: Awaited<ReturnType<typeof signIn>>; card: null } | { made: null; card: string }> {
  try {
    return { made: await signIn(ctx, input), card: null };
  } catch (error) {
    if (!isServiceError(error) || error.code !== 'invalid') throw error;
    const card = await redeemCardPassword(ctx, input.email, input.password);
    if (card === null) throw error;
    return { made: null, card };
  }
}

/** The card works once: this uses it. */
async function redeemCardPassword(ctx: Context, login: string, typed: string): Promise<string | null> {
  if (!looksLikeCardPassword(typed)) return null;
  const account = await findAccountByLogin(ctx.db, login);
  if (!account) return null;
  const key = cardKey(account.accountId, typed);
  const token = newToken();
  return ctx.db.transaction(async (tx) => {
    const link = await findLink(tx, 'signInCard', key);
    if (!link || link.deactivatedAt || !(await useLink(tx, key, ctx.now))) return null;
    await insertLink(tx, {
      tokenHash: hashToken(token),
      purpose: 'signInCard',
      accountId: account.accountId,
      usesLeft: 1,
      expiresAt: new Date(ctx.now.getTime() + chooseTerm),
      createdAt: ctx.now,
    });
    return token;
  });
}
