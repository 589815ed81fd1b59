/** Secret links in mails. Only the hash of a token is kept. */
import { and, eq, gt } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, oneTimeLink, person } from '#src/db/schema/index.ts';

export type LinkPurpose = typeof oneTimeLink.$inferSelect.purpose;

export async function insertLink(db: Queryable, row: typeof oneTimeLink.$inferInsert) {
  await db.insert(oneTimeLink).values(row);
}

/** The link with the account it opens; null when there never was one, or when it was cleared long after its end. */
export async function findLink(db: Queryable, purpose: LinkPurpose, tokenHash: string) {
  const [row] = await db
    .select({
      usesLeft: oneTimeLink.usesLeft,
      expiresAt: oneTimeLink.expiresAt,
      createdAt: oneTimeLink.createdAt,
      accountId: account.id,
      personId: account.personId,
      email: account.email,
      passwordHash: account.passwordHash,
      name: person.name,
      deactivatedAt: person.deactivatedAt,
    })
    .from(oneTimeLink)
    .innerJoin(account, eq(account.id, oneTimeLink.accountId))
    .innerJoin(person, eq(person.id, account.personId))
    .where(and(eq(oneTimeLink.tokenHash, tokenHash), eq(oneTimeLink.purpose, purpose)));
  return row ?? null;
}

/** Closes every open link of an account, or those for one purpose. The rows stay, so that their page can say what happened. */
export async function closeLinks(db: Queryable, accountId: string, purpose?: LinkPurpose) {
  await db
    .update(oneTimeLink)
    .set({ usesLeft: 0 })
    .where(
      and(
        eq(oneTimeLink.accountId, accountId),
        gt(oneTimeLink.usesLeft, 0),
        purpose === undefined ? undefined : eq(oneTimeLink.purpose, purpose),
      ),
    );
}
