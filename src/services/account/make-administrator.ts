import { findAccountByEmail } from '#src/db/queries/account.ts';
import { findCurrentEmployment } from '#src/db/queries/employment.ts';
import { closeLinks, insertLink } from '#src/db/queries/one-time-link.ts';
import { insertOrganisation, listRunningOrganisations } from '#src/db/queries/organisation.ts';
import { insertPerson } from '#src/db/queries/person.ts';
import type { Transaction } from '#src/db/client.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { hashToken, newId, newToken } from '../new-id.ts';
import { employ } from '../person/employ.ts';

/** The link stands in a terminal, not in someone's own mailbox: it works for a day. */
export const linkTerm = 24 * 3_600_000;

/**
 * Makes someone an administrator from the command line, where whoever can read the database may do so anyway. Works on an empty
 * database. Someone who is known keeps their account and gets the role.
 * @param input.email in lower case
 * @returns a link that works once, or null for who has a password already
 * @throws Error (one line for the operator, in English) when they are administrator already, or were deactivated
 */
export async function makeAdministrator(
  ctx: Context,
  input: { email: string; name: string },
): Promise<{ link: string; until: Date } | null> {
  if (ctx.actor !== null) throw new Error('this is for the command line, not for who is signed in');
  return ctx.db.transaction(async (tx) => {
    const organisationId = await findPlatform(tx);
    const known = await findAccountByEmail(tx, input.email);
    if (known?.deactivatedAt) throw new Error(`${input.email} was deactivated: another administrator can undo that`);
    const personId = known?.personId ?? newId();
    const accountId = known?.accountId ?? newId();
    if (!known)
      await insertPerson(
        tx,
        { id: personId, name: input.name, createdAt: ctx.now },
        { id: accountId, personId, email: input.email, passwordHash: null },
      );
    const present = await findCurrentEmployment(tx, { personId, organisationId, role: 'administrator', now: ctx.now });
    if (present && known?.passwordHash)
      throw new Error(`${input.email} is an administrator already: forgot the password? use /wachtwoord-vergeten`);
    if (!present) await employ(tx, ctx, personId, { organisationId, role: 'administrator' });
    return known?.passwordHash ? null : makeLink(tx, ctx, { accountId, personId });
  });
}

async function findPlatform(tx: Transaction): Promise<string> {
  const [platform] = await listRunningOrganisations(tx, ['platform']);
  if (platform) return platform.id;
  const id = newId();
  await insertOrganisation(tx, { id, kind: 'platform', name: 'Baliewijs' });
  return id;
}

async function makeLink(tx: Transaction, ctx: Context, who: { accountId: string; personId: string }) {
  const token = newToken();
  const until = new Date(ctx.now.getTime() + linkTerm);
  await closeLinks(tx, who.accountId, 'invitation');
  await insertLink(tx, {
    tokenHash: hashToken(token),
    purpose: 'invitation',
    accountId: who.accountId,
    usesLeft: 1,
    expiresAt: until,
    createdAt: ctx.now,
  });
  await recordEvent(tx, ctx, {
    kind: 'invited',
    entity: 'account',
    entityId: who.accountId,
    subjectId: who.personId,
    detail: { by: 'command line' },
  });
  return { link: `${ctx.publicBaseUrl}/uitnodiging/${token}`, until };
}
