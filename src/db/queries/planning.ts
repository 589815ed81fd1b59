/** Days by which a group would like its modules done. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { moduleDeadline } from '#src/db/schema/index.ts';

/** Day (YYYY-MM-DD) by module id. */
export async function listWishes(db: Queryable, groupId: string): Promise<Map<string, string>> {
  const rows = await db.select().from(moduleDeadline).where(eq(moduleDeadline.groupId, groupId));
  return new Map(rows.map((row) => [row.moduleId, row.day]));
}

export async function setWishes(db: Queryable, groupId: string, wishes: readonly { moduleId: string; day: string }[]) {
  for (const { moduleId, day } of wishes)
    await db
      .insert(moduleDeadline)
      .values({ groupId, moduleId, day })
      .onConflictDoUpdate({ target: [moduleDeadline.groupId, moduleDeadline.moduleId], set: { day } });
}

export async function deleteWishes(db: Queryable, groupId: string, moduleIds: readonly string[]) {
  if (moduleIds.length > 0)
    await db
      .delete(moduleDeadline)
      .where(and(eq(moduleDeadline.groupId, groupId), inArray(moduleDeadline.moduleId, [...moduleIds])));
}
