import { and, desc, eq, gt } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { attempt, draft } from '#src/db/schema/index.ts';
import type { DraftBody } from '#src/db/schema/progress.ts';

export async function saveDraft(
  db: Queryable,
  row: { id: string; personId: string; formKey: string; body: DraftBody; at: Date; expiresAt: Date },
) {
  await db
    .insert(draft)
    .values(row)
    .onConflictDoUpdate({
      target: [draft.personId, draft.formKey],
      set: { body: row.body, at: row.at, expiresAt: row.expiresAt },
    });
}

/** Drafts of one person that are still kept, newest first. */
export async function listDrafts(db: Queryable, personId: string, now: Date) {
  return db
    .select()
    .from(draft)
    .where(and(eq(draft.personId, personId), gt(draft.expiresAt, now)))
    .orderBy(desc(draft.at));
}

export async function deleteDraft(db: Queryable, draftId: string) {
  await db.delete(draft).where(eq(draft.id, draftId));
}

export async function findAttemptOwner(db: Queryable, attemptId: string): Promise<string | null> {
  const [row] = await db.select({ personId: attempt.personId }).from(attempt).where(eq(attempt.id, attemptId));
  return row?.personId ?? null;
}
