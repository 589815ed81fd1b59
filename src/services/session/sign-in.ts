import { deleteFailures, findAccountByEmail, insertFailure } from '#src/db/queries/account.ts';
import { countFailures } from '#src/db/queries/session.ts';
import { homeOf, type Actor } from '#src/domain/roles.ts';
import type { SessionKind } from '#src/domain/session.ts';
import { findActorFacts } from '#src/db/queries/session.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { hashToken, newId } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';

/** OWASP ASVS 5.0, 6.3.1: this many failures per account and address, and per address over all accounts, in a quarter of an hour. */
const limits = { pair: 8, address: 60, window: 15 * 60_000 };

export interface SignedIn {
  token: string;
  kind: SessionKind;
  until: Date;
  home: string;
  actor: Actor;
}

/**
 * Signs in with e-mail and password. Unknown, wrong and deactivated get the same answer after the same time.
 * @throws ServiceError invalid, or tooMany: then the owner can still get in from another address
 */
export async function signIn(ctx: Context, input: { email: string; password: string; kind: SessionKind }): Promise<SignedIn> {
  const pair = hashToken(`pair ${input.email} ${ctx.clientAddress}`);
  const address = hashToken(`address ${ctx.clientAddress}`);
  const since = new Date(ctx.now.getTime() - limits.window);
  const [pairFailures, addressFailures] = await Promise.all([
    countFailures(ctx.db, pair, since),
    countFailures(ctx.db, address, since),
  ]);
  if (pairFailures >= limits.pair || addressFailures >= limits.address)
    throw new ServiceError(
      'tooMany',
      'Het is te vaak misgegaan. Wacht een kwartier en probeer het dan opnieuw. Of kies ‘Wachtwoord vergeten’.',
    );

  const account = await findAccountByEmail(ctx.db, input.email);
  const right = account?.passwordHash
    ? await ctx.passwords.verify(account.passwordHash, input.password)
    : (await ctx.passwords.pretend(input.password), false);
  const facts = right && account ? await findActorFacts(ctx.db, account.personId, ctx.now) : null;
  if (!account || !facts) {
    await ctx.db.transaction(async (tx) => {
      for (const keyHash of [pair, address]) await insertFailure(tx, { id: newId(), keyHash, at: ctx.now });
      await recordEvent(tx, ctx, {
        kind: 'signInFailed',
        entity: 'account',
        entityId: account?.accountId ?? 'unknown',
        subjectId: account?.personId ?? null,
      });
    });
    throw new ServiceError(
      'invalid',
      'Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer het nog een keer.',
    );
  }

  const session = await ctx.sessions.create(account.accountId, input.kind, ctx.now);
  const actor: Actor = {
    ...facts,
    personId: account.personId,
    accountId: account.accountId,
    sessionId: session.sessionId,
    sessionKind: input.kind,
    email: account.email,
  };
  await ctx.db.transaction(async (tx) => {
    await deleteFailures(tx, pair);
    await recordEvent(
      tx,
      { ...ctx, actor },
      { kind: 'signIn', entity: 'account', entityId: account.accountId, subjectId: account.personId },
    );
  });
  return { token: session.token, kind: input.kind, until: session.until, home: homeOf(actor), actor };
}
