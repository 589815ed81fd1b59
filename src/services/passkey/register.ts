import { findAccount } from '#src/db/queries/account.ts';
import { insertPasskey, listPasskeys } from '#src/db/queries/passkey.ts';
import { mostKeys } from '#src/domain/passkey.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { invalid, notFound, refused, ServiceError } from '../service-error.ts';
import { startSession, type SignedIn } from '../session/start.ts';
import { answerChallenge, askChallenge, notRight, readAnswer, type KeyQuestion } from './challenge.ts';
import { assertMayAdd } from './proof.ts';
import { passkeySite } from './site.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * What the browser needs to make a passkey for the signed-in person.
 * @throws ServiceError invalid: the address can't, there are many already, or more must be shown first
 */
export async function beginRegister(ctx: Context, input: { password?: string | undefined }): Promise<KeyQuestion> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const site = passkeySite(ctx);
  const account = await findAccount(ctx.db, actor.accountId);
  if (!account) throw notFound();
  const known = await listPasskeys(ctx.db, actor.accountId);
  if (known.length >= mostKeys)
    throw refused(`Je hebt er al ${mostKeys}. Verwijder eerst een toegangssleutel die je niet meer gebruikt.`);
  await assertMayAdd(ctx, actor, input.password);
  const { token, challenge } = await askChallenge(ctx, 'register', actor.accountId);
  const options = await ctx.keys.registerOptions({
    site,
    challenge,
    accountId: actor.accountId,
    login: account.email ?? actor.name,
    name: actor.name || (account.email ?? ''),
    known,
  });
  return { token, options };
}

/**
 * Keeps the passkey that the browser made. Whoever made it has shown it: this browser gets a new session that says so.
 * @throws ServiceError invalid, conflict (this very passkey is known)
 */
export async function register(ctx: Context, input: { token: string; answer: string; name: string }): Promise<SignedIn> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const site = passkeySite(ctx);
  const answer = readAnswer(input.answer);
  const account = await findAccount(ctx.db, actor.accountId);
  if (!account) throw notFound();
  const challenge = await ctx.db.transaction((tx) => answerChallenge(tx, ctx, input.token, 'register', actor.accountId));
  const key = await ctx.keys.verifyRegistration({ site, challenge, answer: answer.whole });
  if (!key) throw notRight();
  await ctx.db.transaction(async (tx) => {
    const known = await listPasskeys(tx, actor.accountId);
    if (known.length >= mostKeys) throw notRight();
    if (known.some(({ name }) => name.toLowerCase() === input.name.toLowerCase()))
      throw invalid('naam', 'Zo heet al een toegangssleutel van je. Kies een andere naam.');
    const { id, publicKey, counter, transports, backedUp } = key;
    const row = { id, publicKey, counter, transports, backedUp, accountId: actor.accountId, name: input.name, at: ctx.now };
    if (!(await insertPasskey(tx, row)))
      throw new ServiceError('conflict', 'Deze toegangssleutel staat al bij een account. Kies een ander apparaat.');
    await tellOwner(tx, ctx, 'passkeyAdded', account);
  });
  ctx.mailWaits();
  const session = await startSession(ctx, account, actor.sessionKind, { passkey: true });
  if (!session) throw new ServiceError('notSignedIn');
  return session;
}
