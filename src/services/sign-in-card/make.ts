import { listToInvite } from '#src/db/queries/membership.ts';
import { closeLinks, insertLink } from '#src/db/queries/one-time-link.ts';
import { fullMoment, longDate } from '#src/domain/calendar-day.ts';
import { shownName } from '#src/domain/person.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { mayHaveCard } from '../membership/people.ts';
import { hashToken, newToken } from '../new-id.ts';
import { invalid } from '../service-error.ts';
import { cardKey, newCardPassword } from './card-password.ts';

/** A code to scan lies about on paper: it works for a day. The first password, with the name beside it, for two weeks. */
const terms = { scan: 86_400_000, password: 14 * 86_400_000 };

/** A card to print. Only hashes are stored, so this is the one time it can be shown. */
export interface PrintedCard {
  name: string;
  /** User name or e-mail address. */
  login: string;
  /** "k3mf-9x2a-7wqd" */
  password: string;
  /** What the QR code opens. */
  link: string;
  scanUntil: string;
  passwordUntil: string;
}

export async function openCards(ctx: Context, groupId: string) {
  const group = await reachGroup(ctx, groupId, 'group:arrange');
  const rows = (await listToInvite(ctx.db, groupId)).filter(mayHaveCard);
  return {
    groupId,
    groupName: group.name,
    libraryName: group.libraryName,
    address: ctx.publicBaseUrl.replace(/^https?:\/\//, ''),
    closed: group.closedAt !== null,
    people: rows.map((row) => ({
      personId: row.personId,
      name: shownName(row),
      login: row.email ?? row.username ?? '',
      withoutMail: row.email === null,
      came: row.joined,
    })),
  };
}

/** Makes a card for each of these members; the cards they had stop working. */
export async function makeCards(ctx: Context, input: { groupId: string; personIds: readonly string[] }): Promise<PrintedCard[]> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  assertOpen(group);
  if (input.personIds.length === 0) throw invalid('persoon', 'Kies minstens één persoon.');
  return ctx.db.transaction(async (tx) => {
    const rows = (await listToInvite(tx, group.id)).filter(mayHaveCard);
    const wanted = [...new Set(input.personIds)].map((id) => rows.find((r) => r.personId === id));
    const cards: PrintedCard[] = [];
    for (const row of wanted) {
      if (!row) throw invalid('persoon', 'Kies alleen mensen uit de lijst hieronder.');
      const token = newToken();
      const password = newCardPassword();
      const link = {
        purpose: 'signInCard' as const,
        accountId: row.accountId,
        groupId: group.id,
        usesLeft: 1,
        createdAt: ctx.now,
      };
      const scanUntil = new Date(ctx.now.getTime() + terms.scan);
      const passwordUntil = new Date(ctx.now.getTime() + terms.password);
      await closeLinks(tx, row.accountId, 'signInCard');
      await insertLink(tx, { ...link, tokenHash: hashToken(token), expiresAt: scanUntil });
      await insertLink(tx, { ...link, tokenHash: cardKey(row.accountId, password), expiresAt: passwordUntil });
      await recordEvent(tx, ctx, {
        kind: 'invited',
        entity: 'account',
        entityId: row.accountId,
        subjectId: row.personId,
        organisationId: group.libraryId,
        detail: { by: 'card' },
      });
      cards.push({
        name: shownName(row),
        login: row.username ?? row.email ?? '',
        password,
        link: `${ctx.publicBaseUrl}/kaart/${token}`,
        scanUntil: fullMoment(scanUntil),
        passwordUntil: longDate(passwordUntil),
      });
    }
    return cards;
  });
}
