/** Someone's own notes. Every query names the person: a note is nobody else's. */
import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { note } from '#src/db/schema/index.ts';

export interface NoteRow {
  id: string;
  body: string;
  lessonId: string | null;
  createdAt: Date;
  changedAt: Date;
}

const columns = {
  id: note.id,
  body: note.body,
  lessonId: note.lessonId,
  createdAt: note.createdAt,
  changedAt: note.changedAt,
};

const own = (personId: string, id: string) => and(eq(note.personId, personId), eq(note.id, id));

export async function findNote(db: Queryable, where: { personId: string; id: string }): Promise<NoteRow | null> {
  const [row] = await db.select(columns).from(note).where(own(where.personId, where.id));
  return row ?? null;
}

/** A note that is there already stays as it is. @returns whether it was new */
export async function insertNote(db: Queryable, row: Omit<typeof note.$inferInsert, 'seq'>): Promise<boolean> {
  const added = await db.insert(note).values(row).onConflictDoNothing().returning({ id: note.id });
  return added.length > 0;
}

export async function updateNote(
  db: Queryable,
  where: { personId: string; id: string },
  set: { body: string; changedAt: Date },
): Promise<void> {
  await db.update(note).set(set).where(own(where.personId, where.id));
}

export async function deleteNote(db: Queryable, where: { personId: string; id: string }): Promise<void> {
  await db.delete(note).where(own(where.personId, where.id));
}

export async function countNotes(db: Queryable, personId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(note).where(eq(note.personId, personId));
  return row?.n ?? 0;
}

/** The note that was written or changed last comes first. */
export async function listNotes(db: Queryable, where: { personId: string; limit: number; offset?: number }): Promise<NoteRow[]> {
  return db
    .select(columns)
    .from(note)
    .where(eq(note.personId, where.personId))
    .orderBy(desc(note.changedAt), desc(note.seq))
    .limit(where.limit)
    .offset(where.offset ?? 0);
}

/**
 * Notes in which the words stand, the best first, and how many there are. The owner is a word of the index too: what others
 * wrote is not even read.
 * @param where.match an FTS5 expression (ftsQuery), never what someone typed
 */
export async function searchNotes(
  db: Queryable,
  where: { personId: string; match: string; limit: number; offset: number },
): Promise<{ rows: NoteRow[]; total: number }> {
  const found = await db.all<{ id: string }>(sql`
    select note.id from note_text join note on note.seq = note_text.rowid
    where note_text match ${`person_id : "${where.personId.replaceAll('"', '')}" AND body : (${where.match})`}
      and note.person_id = ${where.personId}
    order by bm25(note_text, 0, 1), note.seq desc`);
  const ids = found.slice(where.offset, where.offset + where.limit).map((row) => row.id);
  if (ids.length === 0) return { rows: [], total: found.length };
  const rows = await db
    .select(columns)
    .from(note)
    .where(and(eq(note.personId, where.personId), inArray(note.id, ids)));
  return { rows: rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)), total: found.length };
}
