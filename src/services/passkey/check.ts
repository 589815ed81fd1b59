import { findPasskey, usePasskey } from '#src/db/queries/passkey.ts';
import type { ChallengePurpose } from '#src/db/queries/passkey.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { answerChallenge, notRight, readAnswer } from './challenge.ts';
import { passkeySite } from './site.ts';

/**
 * Whose passkey answered: the challenge is used up, the signature checked, the count kept. A passkey that counts back may be a
 * copy: it is refused, and kept in the audit trail.
 * @param accountId who was asked; null: anyone
 * @throws ServiceError invalid
 */
export async function checkPasskey(
  ctx: Context,
  input: { token: string; answer: string; purpose: ChallengePurpose; accountId: string | null },
) {
  const site = passkeySite(ctx);
  const answer = readAnswer(input.answer);
  const challenge = await ctx.db.transaction((tx) => answerChallenge(tx, ctx, input.token, input.purpose, input.accountId));
  const key = await findPasskey(ctx.db, answer.id);
  if (!key || (input.accountId !== null && key.accountId !== input.accountId)) return fail(ctx, null, 'unknown');
  const told = await ctx.keys.verifySignIn({ site, challenge, answer: answer.whole, key, accountId: key.accountId });
  if (told.kind !== 'right') return fail(ctx, key, told.kind);
  const { day } = wallClock(ctx.now);
  const { counter, backedUp } = told;
  const used = await usePasskey(ctx.db, key.id, { before: key.counter, counter, backedUp, lastUsedOn: day });
  return used ? key : fail(ctx, key, 'counter');
}

async function fail(ctx: Context, key: { accountId: string; personId: string } | null, why: string): Promise<never> {
  await recordEvent(ctx.db, ctx, {
    kind: 'signInFailed',
    entity: 'account',
    entityId: key?.accountId ?? 'unknown',
    subjectId: key?.personId ?? null,
    detail: { by: 'passkey', why },
  });
  throw notRight();
}
