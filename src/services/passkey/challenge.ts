import { randomBytes } from 'node:crypto';
import type { Transaction } from '#src/db/client.ts';
import { deleteOldChallenges, insertChallenge, takeChallenge, type ChallengePurpose } from '#src/db/queries/passkey.ts';
import { addressBlock } from '#src/domain/network-address.ts';
import { challengeTerm } from '#src/domain/passkey.ts';
import type { Context } from '../context.ts';
import { hashToken, newToken } from '../new-id.ts';
import { refused, ServiceError } from '../service-error.ts';

/** What a script gets: options for the browser, and a token to send along with the answer. */
export interface KeyQuestion {
  token: string;
  options: object;
}

/** A whole library may come from one address. */
const limit = { max: 300, window: 15 * 60_000 };

/**
 * Something to sign, once, within minutes.
 * @param accountId who must answer; null: anyone
 * @throws ServiceError tooMany
 */
export async function askChallenge(ctx: Context, purpose: ChallengePurpose, accountId: string | null) {
  if (!ctx.withinRate(`passkey ${addressBlock(ctx.clientAddress)}`, limit))
    throw new ServiceError('tooMany', 'Dit is nu te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw.');
  const token = newToken();
  const challenge = randomBytes(32).toString('base64url');
  await ctx.db.transaction(async (tx) => {
    await deleteOldChallenges(tx, ctx.now);
    const expiresAt = new Date(ctx.now.getTime() + challengeTerm);
    await insertChallenge(tx, { tokenHash: hashToken(token), challenge, purpose, accountId, expiresAt });
  });
  return { token, challenge };
}

/**
 * The challenge that goes with a token, which then is used up.
 * @throws ServiceError invalid: too late, sent twice, or never asked
 */
export async function answerChallenge(
  tx: Transaction,
  ctx: Context,
  token: string,
  purpose: ChallengePurpose,
  accountId: string | null,
): Promise<string> {
  const found = await takeChallenge(tx, hashToken(token), purpose, ctx.now);
  if (!found || found.accountId !== accountId) throw tooLate();
  return found.challenge;
}

export const tooLate = () => refused('Dit duurde te lang, of het formulier is al verstuurd. Probeer het nog een keer.');

/** What the browser answered, as it was sent. @throws ServiceError invalid for what is no JSON */
export function readAnswer(text: string): { id: string; whole: unknown } {
  try {
    const whole = JSON.parse(text) as unknown;
    if (typeof whole === 'object' && whole !== null && 'id' in whole && typeof whole.id === 'string')
      return { id: whole.id, whole };
  } catch {
    // Said below.
  }
  throw notRight();
}

export const notRight = () => refused('Deze toegangssleutel past hier niet. Probeer het nog een keer, of kies een andere.');
