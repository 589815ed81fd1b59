import type { SessionKind } from '#src/domain/session.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { resumeAnswers, type Resumed } from '../draft/resume.ts';
import { startSession, type SignedIn } from '../session/start.ts';
import { askChallenge, notRight, type KeyQuestion } from './challenge.ts';
import { checkPasskey } from './check.ts';
import { passkeySite } from './site.ts';

/** What the browser needs to sign in with any passkey it has for this site. Nobody is named, so nobody is told of. */
export async function beginSignIn(ctx: Context): Promise<KeyQuestion> {
  const site = passkeySite(ctx);
  const { token, challenge } = await askChallenge(ctx, 'signIn', null);
  return { token, options: await ctx.keys.signInOptions({ site, challenge, known: [] }) };
}

/**
 * Signs in with a passkey; no name, no password. As with a password, the quiz answers that met the end of an earlier session
 * count.
 * @throws ServiceError invalid, the same for a passkey that is unknown, wrong, or of someone who may not come in
 */
export async function signInWithPasskey(
  ctx: Context,
  input: { token: string; answer: string; kind: SessionKind },
): Promise<SignedIn & { resumed: Resumed }> {
  const key = await checkPasskey(ctx, { ...input, purpose: 'signIn', accountId: null });
  const made = await startSession(ctx, key, input.kind, { passkey: true });
  if (!made) throw notRight();
  const own = { ...ctx, actor: made.actor };
  await recordEvent(ctx.db, own, {
    kind: 'signIn',
    entity: 'account',
    entityId: key.accountId,
    subjectId: key.personId,
    detail: { by: 'passkey' },
  });
  return { ...made, resumed: await resumeAnswers(own) };
}
