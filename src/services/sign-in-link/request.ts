import { findAccountByEmail } from '#src/db/queries/account.ts';
import { insertLink } from '#src/db/queries/one-time-link.ts';
import { addressBlock } from '#src/domain/network-address.ts';
import type { SessionKind } from '#src/domain/session.ts';
import type { Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { hashToken, newToken } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';
import { countTry } from '../session/count-try.ts';

/** How long a link to sign in works; its mail (content/emails/signInLink.yml) says so in words. */
export const signInLinkTerm = 15 * 60_000;

const hour = 60 * 60_000;

/**
 * Sends a link that signs in, if there is an account that can use one. The answer and its time don't tell.
 * @param input.email in lower case
 * @param input.kind what was chosen where it was asked for; where the link is opened it can be chosen again
 * @param input.next the path of this site to go on to
 * @throws ServiceError tooMany for an address that keeps asking; an account that is asked for too often just gets no more mail
 */
export async function requestSignInLink(ctx: Context, input: { email: string; kind: SessionKind; next: string }): Promise<void> {
  const account = await findAccountByEmail(ctx.db, input.email);
  const token = newToken();
  const tokenHash = hashToken(token);
  // One commit, whoever asked: the time it takes tells nothing.
  await ctx.db.transaction(async (tx) => {
    const from = addressBlock(ctx.clientAddress);
    if (!(await countTry(tx, ctx, { key: `signInLink address ${from}`, max: 20, window: hour })))
      throw new ServiceError('tooMany', 'Er is hier te vaak een link gevraagd. Wacht een uur, of log in met je wachtwoord.');
    const forAccount = await countTry(tx, ctx, { key: `signInLink account ${input.email}`, max: 3, window: hour });
    if (!forAccount || !account?.email || !account.beenIn || account.deactivatedAt) return;
    await insertLink(tx, {
      tokenHash,
      purpose: 'signIn',
      accountId: account.accountId,
      usesLeft: 1,
      expiresAt: new Date(ctx.now.getTime() + signInLinkTerm),
      createdAt: ctx.now,
    });
    const query = new URLSearchParams({
      ...(input.next === '/' ? {} : { verder: input.next }),
      ...(input.kind === 'shared' ? { gedeeld: '1' } : {}),
    }).toString();
    await enqueueMail(tx, ctx, {
      kind: 'signInLink',
      to: account.email,
      personId: account.personId,
      values: { link: `${ctx.publicBaseUrl}/inloglink/${token}${query && `?${query}`}` },
      idempotencyKey: `signInLink ${tokenHash}`,
    });
  });
  ctx.mailWaits();
}
