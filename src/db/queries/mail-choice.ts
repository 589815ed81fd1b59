/** Which kinds of mail someone switched off, and whether they take a rest. */
import { and, eq, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { learningGroup, mailOff, membership } from '#src/db/schema/index.ts';

export async function listMailOff(db: Queryable, personId: string): Promise<string[]> {
  const rows = await db.select({ kind: mailOff.kind }).from(mailOff).where(eq(mailOff.personId, personId));
  return rows.map((row) => row.kind);
}

/** From now on exactly these kinds are off; when one was switched off stays as it was. */
export async function replaceMailOff(db: Queryable, personId: string, kinds: readonly string[], at: Date) {
  await db
    .delete(mailOff)
    .where(and(eq(mailOff.personId, personId), kinds.length > 0 ? notInArray(mailOff.kind, [...kinds]) : undefined));
  if (kinds.length > 0)
    await db
      .insert(mailOff)
      .values(kinds.map((kind) => ({ personId, kind, at })))
      .onConflictDoNothing();
}

/**
 * Did this person switch this kind off, or do they take a rest? A mail about one group asks whether they rest there; any
 * other whether they rest in all groups they are in.
 */
export async function isUnwanted(
  db: Queryable,
  mail: { personId: string; kind: string; groupId: string | null },
): Promise<boolean> {
  const own = db
    .select({ one: sql`1` })
    .from(membership)
    .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
    .where(
      and(
        eq(membership.personId, mail.personId),
        isNull(membership.leftAt),
        isNull(learningGroup.closedAt),
        mail.groupId === null ? undefined : eq(membership.groupId, mail.groupId),
        isNotNull(membership.pausedAt),
      ),
    );
  const going = db
    .select({ one: sql`1` })
    .from(membership)
    .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
    .where(
      and(
        eq(membership.personId, mail.personId),
        isNull(membership.leftAt),
        isNull(learningGroup.closedAt),
        isNull(membership.pausedAt),
      ),
    );
  const off = db
    .select({ one: sql`1` })
    .from(mailOff)
    .where(and(eq(mailOff.personId, mail.personId), eq(mailOff.kind, mail.kind)));
  const resting = mail.groupId === null ? sql`(exists ${own} and not exists ${going})` : sql`exists ${own}`;
  const [row] = await db.all<{ unwanted: number }>(sql`select (exists ${off} or ${resting}) as unwanted`);
  return row?.unwanted === 1;
}
