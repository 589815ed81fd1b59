import { closeLinks, findLink, useLink } from '#src/db/queries/one-time-link.ts';
import type { SessionKind } from '#src/domain/session.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { resumeAnswers, type Resumed } from '../draft/resume.ts';
import { hashToken } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';
import { clearTries } from '../session/count-try.ts';
import { signInLimits } from '../session/sign-in.ts';
import { startSession, type SignedIn } from '../session/start.ts';

const ended = () => new ServiceError('conflict', 'Deze link werkt niet meer. Vraag een nieuwe.');

/**
 * Signs in with a link, which works once; the others that were asked for stop working with it. As with a password, the quiz
 * answers that met the end of an earlier session count.
 * @throws ServiceError conflict (the link no longer works)
 */
export async function useSignInLink(
  ctx: Context,
  given: { token: string; kind: SessionKind },
): Promise<SignedIn & { resumed: Resumed }> {
  const tokenHash = hashToken(given.token);
  const link = await ctx.db.transaction(async (tx) => {
    const found = await findLink(tx, 'signIn', tokenHash);
    if (!found || found.deactivatedAt || !(await useLink(tx, tokenHash, ctx.now))) throw ended();
    await closeLinks(tx, found.accountId, 'signIn');
    // Whoever reads this mailbox is the owner: wrong passwords of before are forgiven.
    if (found.email !== null) await clearTries(tx, signInLimits(ctx, found.email)[0]);
    return found;
  });
  const made = await startSession(ctx, link, given.kind);
  if (!made) throw ended();
  const own = { ...ctx, actor: made.actor };
  await recordEvent(ctx.db, own, {
    kind: 'signIn',
    entity: 'account',
    entityId: link.accountId,
    subjectId: link.personId,
    detail: { by: 'link' },
  });
  return { ...made, resumed: await resumeAnswers(own) };
}
