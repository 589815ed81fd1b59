import { findAccount } from '#src/db/queries/account.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { invalid, notFound, ServiceError } from '../service-error.ts';
import { countTry } from '../session/count-try.ts';
import { startSession, type SignedIn } from '../session/start.ts';
import { checkNewPassword } from './check-new-password.ts';
import { replacePassword } from './replace-password.ts';

/** Wrong guesses of the current password: whoever finds a browser open must not get to try for long. */
const guesses = { max: 8, window: 15 * 60_000 };

/**
 * Changes one's own password. All sessions end and this browser gets a new one of the same kind.
 * @throws ServiceError invalid (on `huidigWachtwoord` or `nieuwWachtwoord`), tooMany
 */
export async function changePassword(ctx: Context, given: { current: string; next: string }): Promise<SignedIn> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const account = await findAccount(ctx.db, actor.accountId);
  if (!account?.passwordHash) throw notFound();
  checkNewPassword(ctx, 'nieuwWachtwoord', given.next, [account.name, account.email]);
  if (given.next === given.current) throw invalid('nieuwWachtwoord', 'Dit is je huidige wachtwoord. Kies een ander.');
  const counted = await ctx.db.transaction((tx) => countTry(tx, ctx, { key: `change ${actor.accountId}`, ...guesses }));
  if (!counted) throw new ServiceError('tooMany', 'Het is te vaak misgegaan. Wacht een kwartier en probeer het dan opnieuw.');
  if (!(await ctx.passwords.verify(account.passwordHash, given.current)))
    throw invalid('huidigWachtwoord', 'Dit is niet je huidige wachtwoord. Kijk het na en probeer het nog een keer.');

  const passwordHash = await ctx.passwords.hash(given.next);
  await ctx.db.transaction(async (tx) => {
    await counted.takeBack(tx);
    await replacePassword(tx, ctx, account, passwordHash);
  });
  ctx.mailWaits();
  const session = await startSession(ctx, account, actor.sessionKind);
  if (!session) throw new ServiceError('notSignedIn');
  return session;
}
