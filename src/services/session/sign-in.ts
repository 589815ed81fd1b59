import { findAccountByLogin } from '#src/db/queries/account.ts';
import { addressBlock } from '#src/domain/network-address.ts';
import type { SessionKind } from '#src/domain/session.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { resumeAnswers, type Resumed } from '../draft/resume.ts';
import { ServiceError } from '../service-error.ts';
import { countTry } from './count-try.ts';
import { startSession, type SignedIn } from './start.ts';

/** OWASP ASVS 5.0, 6.3.1: this many failures per account and address, and per address over all accounts, in a quarter of an hour. */
const limits = { pair: 8, address: 60, window: 15 * 60_000 };

/** The tries of one account from one address, and of that address over all accounts. */
export function signInLimits(ctx: Pick<Context, 'clientAddress'>, email: string) {
  const from = addressBlock(ctx.clientAddress);
  return [
    { key: `pair ${email} ${from}`, max: limits.pair, window: limits.window },
    { key: `address ${from}`, max: limits.address, window: limits.window },
  ] as const;
}

/**
 * Signs in with e-mail or user name and password, and counts the quiz answers that met the end of an earlier session.
 * Unknown, wrong and deactivated get the same answer after the same time.
 * @param input.email e-mail address or user name, in lower case
 * @throws ServiceError invalid, or tooMany: then the owner can still get in from another address
 */
export async function signIn(
  ctx: Context,
  input: { email: string; password: string; kind: SessionKind },
): Promise<SignedIn & { resumed: Resumed }> {
  const counted = await ctx.db.transaction((tx) => countTry(tx, ctx, ...signInLimits(ctx, input.email)));
  if (!counted)
    throw new ServiceError(
      'tooMany',
      'Het is te vaak misgegaan. Wacht een kwartier en probeer het dan opnieuw. Of kies ‘Wachtwoord vergeten’.',
    );

  const account = await findAccountByLogin(ctx.db, input.email);
  const right = account?.passwordHash
    ? await ctx.passwords.verify(account.passwordHash, input.password)
    : (await ctx.passwords.pretend(input.password), false);
  const signedIn = right && account ? await startSession(ctx, account, input.kind) : null;
  if (!account || !signedIn) {
    await recordEvent(ctx.db, ctx, {
      kind: 'signInFailed',
      entity: 'account',
      entityId: account?.accountId ?? 'unknown',
      subjectId: account?.personId ?? null,
    });
    throw new ServiceError(
      'invalid',
      'Deze naam en dit wachtwoord horen niet bij elkaar. Kijk ze na en probeer het nog een keer.',
    );
  }

  const own = { ...ctx, actor: signedIn.actor };
  await ctx.db.transaction(async (tx) => {
    await counted.takeBack(tx);
    await recordEvent(tx, own, { kind: 'signIn', entity: 'account', entityId: account.accountId, subjectId: account.personId });
  });
  return { ...signedIn, resumed: await resumeAnswers(own) };
}
