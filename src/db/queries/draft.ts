import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
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

/** The draft of this person for this form, if any. */
export async function findDraft(db: Queryable, personId: string, formKey: string) {
  const [row] = await db
    .select()
    .from(draft)
    .where(and(eq(draft.personId, personId), eq(draft.formKey, formKey)));
  return row ?? null;
}

export async function deleteDraft(db: Queryable, draftId: string) {
  await db.delete(draft).where(eq(draft.id, draftId));
}

export async function deleteDraftFor(db: Queryable, personId: string, formKey: string) {
  await db.delete(draft).where(and(eq(draft.personId, personId), eq(draft.formKey, formKey)));
}

/** Keeps the newest drafts of one person and removes the rest. */
export async function trimDrafts(db: Queryable, personId: string, most: number) {
  const rows = await db.select({ id: draft.id }).from(draft).where(eq(draft.personId, personId)).orderBy(asc(draft.at));
  const old = rows.slice(0, Math.max(0, rows.length - most)).map((row) => row.id);
  if (old.length > 0) await db.delete(draft).where(inArray(draft.id, old));
}

export async function findAttemptOwner(db: Queryable, attemptId: string): Promise<string | null> {
  const [row] = await db.select({ personId: attempt.personId }).from(attempt).where(eq(attempt.id, attemptId));
  return row?.personId ?? null;
}
