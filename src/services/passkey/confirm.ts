import { findAccount } from '#src/db/queries/account.ts';
import { findRecoveryCodes, listPasskeys, useRecoveryCode } from '#src/db/queries/passkey.ts';
import { looksLikeCode } from '#src/domain/passkey.ts';
import { recordEvent } from '../audit.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { invalid, notFound, refused, ServiceError } from '../service-error.ts';
import { countTry } from '../session/count-try.ts';
import { startSession, type SignedIn } from '../session/start.ts';
import { askChallenge, type KeyQuestion } from './challenge.ts';
import { checkPasskey } from './check.ts';
import { codeHash } from './code-hash.ts';
import { passkeySite } from './site.ts';
import { tellOwner } from './tell-owner.ts';

const self = (ctx: Context) => authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
/** Wrong codes: a hundred bits can't be guessed, but nobody has to get to try. */
const guesses = { max: 8, window: 15 * 60_000 };

export interface ConfirmView {
  /** There is nothing to show yet: a passkey must be set up. */
  hasKey: boolean;
  /** Recovery codes that still work. */
  codesLeft: number;
  /** Until then all else is closed. */
  heldBack: boolean;
  name: string;
}

/** The page that asks for a passkey. */
export async function openConfirm(ctx: Context): Promise<ConfirmView> {
  const actor = self(ctx);
  const [keys, codes] = await Promise.all([listPasskeys(ctx.db, actor.accountId), findRecoveryCodes(ctx.db, actor.accountId)]);
  return { hasKey: keys.length > 0, codesLeft: codes?.left ?? 0, heldBack: actor.heldBack === true, name: actor.name };
}

export async function beginConfirm(ctx: Context): Promise<KeyQuestion> {
  const actor = self(ctx);
  const site = passkeySite(ctx);
  const known = await listPasskeys(ctx.db, actor.accountId);
  if (known.length === 0) throw refused('Je hebt nog geen toegangssleutel.');
  const { token, challenge } = await askChallenge(ctx, 'confirm', actor.accountId);
  return { token, options: await ctx.keys.signInOptions({ site, challenge, known }) };
}

/** The signed-in person shows one of their own passkeys: this browser gets a new session that says so. */
export async function confirmWithPasskey(ctx: Context, input: { token: string; answer: string }): Promise<SignedIn> {
  const actor = self(ctx);
  const key = await checkPasskey(ctx, { ...input, purpose: 'confirm', accountId: actor.accountId });
  await recordEvent(ctx.db, ctx, {
    kind: 'passkeyShown',
    entity: 'account',
    entityId: key.accountId,
    subjectId: key.personId,
  });
  return renew(ctx);
}

/** The same with a recovery code, which works once. @throws ServiceError invalid (on `code`), tooMany */
export async function confirmWithCode(ctx: Context, input: { code: string }): Promise<SignedIn> {
  const actor = self(ctx);
  const counted = await ctx.db.transaction((tx) => countTry(tx, ctx, { key: `code ${actor.accountId}`, ...guesses }));
  if (!counted) throw new ServiceError('tooMany', 'Het is te vaak misgegaan. Wacht een kwartier en probeer het dan opnieuw.');
  const account = await findAccount(ctx.db, actor.accountId);
  if (!account) throw notFound();
  const right = await ctx.db.transaction(async (tx) => {
    if (!looksLikeCode(input.code)) return false;
    if (!(await useRecoveryCode(tx, actor.accountId, codeHash(actor.accountId, input.code), ctx.now))) return false;
    await counted.takeBack(tx);
    const left = (await findRecoveryCodes(tx, actor.accountId))?.left ?? 0;
    await tellOwner(tx, ctx, 'recoveryCodeUsed', account, { left });
    return true;
  });
  if (!right) {
    await recordEvent(ctx.db, ctx, {
      kind: 'signInFailed',
      entity: 'account',
      entityId: actor.accountId,
      subjectId: actor.personId,
      detail: { by: 'code' },
    });
    throw invalid('code', 'Deze code klopt niet, of is al gebruikt. Kijk hem na, of neem de volgende.');
  }
  ctx.mailWaits();
  return renew(ctx);
}

async function renew(ctx: Context): Promise<SignedIn> {
  const actor = self(ctx);
  const session = await startSession(ctx, actor, actor.sessionKind, { passkey: true });
  if (!session) throw new ServiceError('notSignedIn');
  return session;
}
