import { findAccount } from '#src/db/queries/account.ts';
import { findSessionStart } from '#src/db/queries/erasure.ts';
import type { Actor } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';
import { invalid, notFound, refused, ServiceError } from '../service-error.ts';
import { countTry } from '../session/count-try.ts';

const guesses = { max: 8, window: 15 * 60_000 };
/** Who has no password, has signed in at most this long ago, in whatever way they do. */
const fresh = 15 * 60_000;

/** How this person shows that it is really them: by password, or by having just signed in. */
export async function proofOf(ctx: Context, actor: Actor): Promise<'password' | 'freshSession' | 'signInAgain'> {
  const account = await findAccount(ctx.db, actor.accountId);
  if (!account) throw notFound();
  if (account.passwordHash) return 'password';
  const since = await findSessionStart(ctx.db, actor.sessionId);
  return since && ctx.now.getTime() - since.getTime() <= fresh ? 'freshSession' : 'signInAgain';
}

/**
 * Whoever finds a browser open must not be able to take an account away.
 * @throws ServiceError invalid (on `wachtwoord`), tooMany
 */
export async function confirmSelf(ctx: Context, actor: Actor, password: string | undefined): Promise<void> {
  const proof = await proofOf(ctx, actor);
  if (proof === 'freshSession') return;
  if (proof === 'signInAgain') throw refused('Log eerst uit en opnieuw in. Zo weten we zeker dat jij het bent.');
  const account = await findAccount(ctx.db, actor.accountId);
  if (!password) throw invalid('wachtwoord', 'Vul je wachtwoord in.');
  const counted = await ctx.db.transaction((tx) => countTry(tx, ctx, { key: `erase ${actor.accountId}`, ...guesses }));
  if (!counted) throw new ServiceError('tooMany', 'Het is te vaak misgegaan. Wacht een kwartier en probeer het dan opnieuw.');
  if (!account?.passwordHash || !(await ctx.passwords.verify(account.passwordHash, password)))
    throw invalid('wachtwoord', 'Dit is niet je wachtwoord. Kijk het na en probeer het nog een keer.');
  await counted.takeBack(ctx.db);
}
