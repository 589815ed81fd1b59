import { findLink } from '#src/db/queries/one-time-link.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';
import { signInLimits } from '../session/sign-in.ts';
import { clearTries } from '../session/count-try.ts';
import { checkNewPassword } from './check-new-password.ts';
import { replacePassword } from './replace-password.ts';

const ended = () => new ServiceError('conflict', 'Deze link werkt niet meer.');

/**
 * Sets another password with a reset link, which then is used. Everyone who was signed in is signed out; too many wrong
 * tries from here are forgiven, so that signing in works at once.
 * @throws ServiceError invalid (the password won't do), conflict (the link no longer works)
 */
export async function setPassword(ctx: Context, given: { token: string; password: string }): Promise<void> {
  const tokenHash = hashToken(given.token);
  const usable = (link: Awaited<ReturnType<typeof findLink>>) => {
    if (!link || link.deactivatedAt || link.usesLeft === 0 || link.expiresAt <= ctx.now) throw ended();
    return link;
  };
  const before = usable(await findLink(ctx.db, 'passwordReset', tokenHash));
  checkNewPassword(ctx, 'wachtwoord', given.password, [before.name, before.email]);
  const passwordHash = await ctx.passwords.hash(given.password);
  await ctx.db.transaction(async (tx) => {
    const link = usable(await findLink(tx, 'passwordReset', tokenHash));
    await replacePassword(tx, ctx, link, passwordHash, 'link');
    if (link.email !== null) await clearTries(tx, signInLimits(ctx, link.email)[0]);
  });
  ctx.mailWaits();
}
