import { findAccount } from '#src/db/queries/account.ts';
import { listOutsideIdentities } from '#src/db/queries/outside-identity.ts';
import { deletePasskey, deleteRecoveryCodes, insertRecoveryCodes, listPasskeys, renamePasskey } from '#src/db/queries/passkey.ts';
import { deleteSessionsOfAccount } from '#src/db/queries/session.ts';
import { codesAtOnce, needsKey, showCode } from '#src/domain/passkey.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { invalid, notFound, refused } from '../service-error.ts';
import { codeHash } from './code-hash.ts';
import { assertFresh } from './proof.ts';
import { tellOwner } from './tell-owner.ts';

/** Whoever has shown nothing yet sets up or shows; changing what is there comes after. */
function self(ctx: Context) {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  if (actor.heldBack) throw refused('Laat eerst je toegangssleutel zien.');
  return actor;
}

/** @throws ServiceError notFound, invalid (on `naam`) */
export async function renameKey(ctx: Context, input: { id: string; name: string }): Promise<void> {
  const actor = self(ctx);
  await ctx.db.transaction(async (tx) => {
    const known = await listPasskeys(tx, actor.accountId);
    if (known.some((key) => key.id !== input.id && key.name.toLowerCase() === input.name.toLowerCase()))
      throw invalid('naam', 'Zo heet al een andere toegangssleutel van je. Kies een andere naam.');
    if (!(await renamePasskey(tx, actor.accountId, input.id, input.name))) throw notFound();
  });
}

/** Takes a passkey away, and with the last one the recovery codes; elsewhere one is signed out. @throws ServiceError notFound, invalid */
export async function removeKey(ctx: Context, input: { id: string }): Promise<void> {
  const actor = self(ctx);
  const known = await listPasskeys(ctx.db, actor.accountId);
  if (!known.some((key) => key.id === input.id)) throw notFound();
  await assertFresh(ctx, actor);
  const account = await findAccount(ctx.db, actor.accountId);
  if (!account) throw notFound();
  await ctx.db.transaction(async (tx) => {
    if (!(await deletePasskey(tx, actor.accountId, input.id))) return;
    if ((await listPasskeys(tx, actor.accountId)).length === 0) {
      if (!ctx.demo && needsKey(actor.employments))
        throw refused('Dit is je enige toegangssleutel, en voor je rol heb je er een nodig. Voeg eerst een andere toe.');
      const elsewhere = ctx.outside ? await listOutsideIdentities(tx, actor.accountId) : [];
      if (!account.passwordHash && !elsewhere.some(({ issuer }) => issuer === ctx.outside?.issuer))
        throw refused('Dit is je enige manier om in te loggen. Voeg eerst een andere toe.');
      await deleteRecoveryCodes(tx, actor.accountId);
    }
    // It may have been taken: whoever came in with it is out.
    await deleteSessionsOfAccount(tx, actor.accountId, actor.sessionId);
    await tellOwner(tx, ctx, 'passkeyRemoved', account);
  });
  ctx.mailWaits();
}

/**
 * Makes ten recovery codes; older ones stop working. Only hashes are kept, so this is the one time they can be shown.
 * @throws ServiceError invalid
 */
export async function makeCodes(ctx: Context): Promise<string[]> {
  const actor = self(ctx);
  if ((await listPasskeys(ctx.db, actor.accountId)).length === 0) throw refused('Maak eerst een toegangssleutel.');
  await assertFresh(ctx, actor);
  const account = await findAccount(ctx.db, actor.accountId);
  if (!account) throw notFound();
  const codes = Array.from({ length: codesAtOnce }, newId);
  await ctx.db.transaction(async (tx) => {
    await deleteRecoveryCodes(tx, actor.accountId);
    await insertRecoveryCodes(
      tx,
      codes.map((code) => ({ hash: codeHash(actor.accountId, code), accountId: actor.accountId, at: ctx.now })),
    );
    await tellOwner(tx, ctx, 'recoveryCodesMade', account);
  });
  ctx.mailWaits();
  return codes.map(showCode);
}
