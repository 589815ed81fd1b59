import { eq } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { installation } from '#src/db/schema/index.ts';

export async function findInstallation(db: Queryable, key: string): Promise<string | null> {
  const [row] = await db.select().from(installation).where(eq(installation.key, key));
  return row?.value ?? null;
}

export async function setInstallation(db: Queryable, key: string, value: string) {
  await db.insert(installation).values({ key, value }).onConflictDoNothing();
}
