import { eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { installation } from '#src/db/schema/index.ts';

export async function findInstallation(db: Queryable, key: string): Promise<string | null> {
  const [row] = await db.select().from(installation).where(eq(installation.key, key));
  return row?.value ?? null;
}

export async function setInstallation(db: Queryable, key: string, value: string) {
  await db.insert(installation).values({ key, value }).onConflictDoNothing();
}

/** Settings that may change. */
export async function putInstallation(db: Queryable, key: string, value: string) {
  await db.insert(installation).values({ key, value }).onConflictDoUpdate({ target: installation.key, set: { value } });
}

export async function listInstallation(db: Queryable, keys: readonly string[]) {
  return db
    .select()
    .from(installation)
    .where(inArray(installation.key, [...keys]));
}
