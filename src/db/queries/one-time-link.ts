/** Secret links in mails. Only the hash of a token is kept. */
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, learningGroup, oneTimeLink, organisation, person } from '#src/db/schema/index.ts';

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
      username: account.username,
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

/** The link that invites to a group, with the group; null when there never was one, or when it was cleared. */
export async function findGroupLink(db: Queryable, tokenHash: string) {
  const [row] = await db
    .select({
      usesLeft: oneTimeLink.usesLeft,
      expiresAt: oneTimeLink.expiresAt,
      groupId: learningGroup.id,
      groupName: learningGroup.name,
      groupClosedAt: learningGroup.closedAt,
      courseId: learningGroup.courseId,
      libraryId: learningGroup.libraryId,
      libraryName: organisation.name,
    })
    .from(oneTimeLink)
    .innerJoin(learningGroup, eq(learningGroup.id, oneTimeLink.groupId))
    .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
    .where(and(eq(oneTimeLink.tokenHash, tokenHash), eq(oneTimeLink.purpose, 'groupInvitation')));
  return row ?? null;
}

/** Links to this group that still work, the newest first. */
export async function listGroupLinks(db: Queryable, groupId: string, now: Date) {
  return db
    .select({
      tokenHash: oneTimeLink.tokenHash,
      usesLeft: oneTimeLink.usesLeft,
      expiresAt: oneTimeLink.expiresAt,
      createdAt: oneTimeLink.createdAt,
    })
    .from(oneTimeLink)
    .where(
      and(
        eq(oneTimeLink.groupId, groupId),
        eq(oneTimeLink.purpose, 'groupInvitation'),
        gt(oneTimeLink.usesLeft, 0),
        gt(oneTimeLink.expiresAt, now),
      ),
    )
    .orderBy(desc(oneTimeLink.createdAt));
}

/** Takes one use; false when there is none left, or the link is too old. */
export async function useLink(db: Queryable, tokenHash: string, now: Date): Promise<boolean> {
  const used = await db
    .update(oneTimeLink)
    .set({ usesLeft: sql`${oneTimeLink.usesLeft} - 1` })
    .where(and(eq(oneTimeLink.tokenHash, tokenHash), gt(oneTimeLink.usesLeft, 0), gt(oneTimeLink.expiresAt, now)))
    .returning({ tokenHash: oneTimeLink.tokenHash });
  return used.length > 0;
}

export async function endGroupLink(db: Queryable, groupId: string, tokenHash: string) {
  await db
    .update(oneTimeLink)
    .set({ usesLeft: 0 })
    .where(
      and(eq(oneTimeLink.groupId, groupId), eq(oneTimeLink.tokenHash, tokenHash), eq(oneTimeLink.purpose, 'groupInvitation')),
    );
}
