import { findAccount } from '#src/db/queries/account.ts';
import {
  deleteOutsideIdentities,
  findOutsideIdentity,
  findOwnAccountByEmail,
  insertOutsideIdentity,
  listOutsideIdentities,
} from '#src/db/queries/outside-identity.ts';
import { listPasskeys } from '#src/db/queries/passkey.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import type { Resumed } from '../draft/resume.ts';
import { tellOwner } from '../passkey/tell-owner.ts';
import { assertFresh } from '../passkey/proof.ts';
import { invalid, notFound, refused } from '../service-error.ts';
import { signIn } from '../session/sign-in.ts';
import type { SignedIn } from '../session/start.ts';
import { reachOutside, refuseOutside } from './fault.ts';
import { readKept } from './kept.ts';

export interface LinkQuestion {
  label: string;
  email: string;
  /** Signed in here as the owner already: no password is asked. */
  isHere: boolean;
}

/** What the page asks that links two accounts; null where there is nothing to link. */
export async function openLink(ctx: Context, kept: string | null): Promise<LinkQuestion | null> {
  const { label } = reachOutside(ctx);
  const proved = readKept(ctx, kept, 'proved');
  if (!proved) return null;
  return { label, email: proved.person.email ?? '', isHere: ctx.actor?.accountId === proved.accountId };
}

/**
 * Links the account elsewhere to the one here, once its owner said so: by being signed in, or with the password.
 * @returns the new session; null where the one there was goes on
 * @throws ServiceError invalid (on `wachtwoord`), tooMany
 */
export async function linkOutside(
  ctx: Context,
  input: { kept: string | null; password?: string | undefined },
): Promise<{ made: (SignedIn & { resumed: Resumed }) | null; next: string }> {
  reachOutside(ctx);
  const proved = readKept(ctx, input.kept, 'proved');
  if (!proved) throw await refuseOutside(ctx, 'stale');
  const { person, kind, next } = proved;
  const account = await findOwnAccountByEmail(ctx.db, (person.email ?? '').trim().normalize('NFC').toLowerCase());
  if (!account?.email || account.accountId !== proved.accountId) throw await refuseOutside(ctx, 'nobody');
  const isHere = ctx.actor?.accountId === account.accountId;
  if (!isHere && !input.password) throw invalid('wachtwoord', 'Vul je wachtwoord in.');
  const made = isHere ? null : await signIn(ctx, { email: account.email, password: input.password ?? '', kind });
  const own = made ? { ...ctx, actor: made.actor } : ctx;
  await ctx.db.transaction(async (tx) => {
    const there = await findOutsideIdentity(tx, person.issuer, person.subject);
    if (there?.accountId === account.accountId) return;
    const others = await listOutsideIdentities(tx, account.accountId);
    if (there || others.some(({ issuer }) => issuer === person.issuer))
      throw refused('Er is al een ander account gekoppeld. Maak dat eerst los bij ‘Mijn account’.');
    await insertOutsideIdentity(tx, {
      issuer: person.issuer,
      subject: person.subject,
      accountId: account.accountId,
      at: ctx.now,
    });
    await tellOwner(tx, own, 'outsideLinked', account);
  });
  ctx.mailWaits();
  return { made, next };
}

/** Lets go of the account elsewhere, unless it is the only way in. @throws ServiceError notFound, invalid */
export async function unlinkOutside(ctx: Context): Promise<void> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const { issuer } = reachOutside(ctx);
  if (actor.heldBack) throw refused('Laat eerst je toegangssleutel zien.');
  await assertFresh(ctx, actor);
  const account = await findAccount(ctx.db, actor.accountId);
  if (!account) throw notFound();
  await ctx.db.transaction(async (tx) => {
    if (!account.passwordHash && (await listPasskeys(tx, actor.accountId)).length === 0)
      throw refused('Dit is je enige manier om in te loggen. Maak eerst een toegangssleutel.');
    if (await deleteOutsideIdentities(tx, actor.accountId, issuer)) await tellOwner(tx, ctx, 'outsideUnlinked', account);
  });
  ctx.mailWaits();
}
