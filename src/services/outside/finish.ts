import { setPersonName } from '#src/db/queries/account.ts';
import {
  findOutsideIdentity,
  findOwnAccountByEmail,
  insertOutsideIdentity,
  listOutsideIdentities,
} from '#src/db/queries/outside-identity.ts';
import { closeLinks } from '#src/db/queries/one-time-link.ts';
import { listPasskeys } from '#src/db/queries/passkey.ts';
import { recordEvent } from '../audit.ts';
import type { Context, OutsidePerson } from '../context.ts';
import { resumeAnswers, type Resumed } from '../draft/resume.ts';
import { tellOwner } from '../passkey/tell-owner.ts';
import { startSession, type SignedIn } from '../session/start.ts';
import { returnPath } from './begin.ts';
import { assertNotTooOften, outsideTerm, reachOutside, refuseOutside } from './fault.ts';
import { readKept, type Proved } from './kept.ts';

export type OutsideOutcome =
  | { kind: 'in'; made: SignedIn & { resumed: Resumed }; next: string }
  /** The account is in use: its owner must still say that this is them. */
  | { kind: 'ask'; kept: string };

/**
 * Signs in whoever comes back from the provider. An account that was linked decides, whatever address the provider names by
 * now. The first time it links by an address that the provider verified, to an account that nobody used yet.
 * @param input.kept what this browser kept; null: nothing
 * @throws ServiceError notFound, tooMany, invalid: each failure in words, and in the audit trail
 */
export async function finishOutside(
  ctx: Context,
  input: { kept: string | null; answer: Record<string, string> },
): Promise<OutsideOutcome> {
  const outside = reachOutside(ctx);
  assertNotTooOften(ctx);
  const away = readKept(ctx, input.kept, 'away');
  if (!away) throw await refuseOutside(ctx, 'stale');
  const told = await outside.finish({
    redirectUri: ctx.publicBaseUrl + returnPath,
    answer: input.answer,
    secrets: away.secrets,
  });
  if ('fault' in told) throw await refuseOutside(ctx, told.fault);
  const { person } = told;
  const { kind, next } = away;

  const linked = await findOutsideIdentity(ctx.db, person.issuer, person.subject);
  if (linked) return { kind: 'in', made: await comeIn(ctx, linked, kind), next };

  const account = person.email !== null && person.emailVerified ? await findOwnAccountByEmail(ctx.db, plain(person.email)) : null;
  if (!account) throw await refuseOutside(ctx, 'nobody');
  const [keys, others] = await Promise.all([
    listPasskeys(ctx.db, account.accountId),
    listOutsideIdentities(ctx.db, account.accountId),
  ]);
  const isHere = ctx.actor?.accountId === account.accountId;
  if (isHere || account.passwordHash) {
    const proved: Proved = { stage: 'proved', person, accountId: account.accountId, kind, next };
    return { kind: 'ask', kept: outside.seal(proved, new Date(ctx.now.getTime() + outsideTerm)) };
  }
  // In use without a password: an address that was given to someone else must not open it.
  if (keys.length > 0 || others.length > 0) throw await refuseOutside(ctx, 'nobody', account);
  await ctx.db.transaction(async (tx) => {
    const row = { issuer: person.issuer, subject: person.subject, accountId: account.accountId, at: ctx.now };
    if (!(await insertOutsideIdentity(tx, row))) return;
    if (!account.name) await setPersonName(tx, account.personId, nameOf(person));
    await closeLinks(tx, account.accountId);
    await recordEvent(tx, ctx, {
      kind: 'invitationAccepted',
      entity: 'account',
      entityId: account.accountId,
      subjectId: account.personId,
      detail: { by: 'outside' },
    });
    await tellOwner(tx, ctx, 'outsideLinked', account);
  });
  ctx.mailWaits();
  return { kind: 'in', made: await comeIn(ctx, account, kind), next };
}

/** As addresses are kept. */
const plain = (email: string) => email.trim().normalize('NFC').toLowerCase();

/** On one line, as a form would take it; where the provider names nobody, the address. */
function nameOf(person: OutsidePerson): string {
  const name = (person.name ?? '')
    .normalize('NFC')
    .replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, 120);
  return name || plain(person.email ?? '');
}

async function comeIn(
  ctx: Context,
  owner: { accountId: string; personId: string; email: string | null },
  kind: 'own' | 'shared',
) {
  const made = await startSession(ctx, owner, kind);
  if (!made) throw await refuseOutside(ctx, 'nobody', owner);
  const own = { ...ctx, actor: made.actor };
  await recordEvent(ctx.db, own, {
    kind: 'signIn',
    entity: 'account',
    entityId: owner.accountId,
    subjectId: owner.personId,
    detail: { by: 'outside' },
  });
  return { ...made, resumed: await resumeAnswers(own) };
}
