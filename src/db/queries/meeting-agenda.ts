/** Agendas that leaders adapted; rows are only added. And what advisers suggest for a meeting. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { guideSuggestion, meetingAgenda, organisation, person } from '#src/db/schema/index.ts';

/** The newest agenda of a meeting with the name of who made it; null as long as nobody adapted it. */
export async function findAgenda(db: Queryable, meetingId: string) {
  const [row] = await db
    .select({ seq: meetingAgenda.seq, agenda: meetingAgenda.agenda, at: meetingAgenda.at, byName: person.name })
    .from(meetingAgenda)
    .leftJoin(person, eq(person.id, meetingAgenda.byId))
    .where(eq(meetingAgenda.meetingId, meetingId))
    .orderBy(desc(meetingAgenda.seq))
    .limit(1);
  return row ?? null;
}

export async function insertAgenda(db: Queryable, row: Omit<typeof meetingAgenda.$inferInsert, 'seq'>): Promise<void> {
  await db.insert(meetingAgenda).values(row);
}

const suggestions = (db: Queryable) =>
  db
    .select({
      id: guideSuggestion.id,
      libraryId: guideSuggestion.libraryId,
      libraryName: organisation.name,
      courseId: guideSuggestion.courseId,
      templateId: guideSuggestion.templateId,
      body: guideSuggestion.body,
      byId: guideSuggestion.byId,
      byName: person.name,
      at: guideSuggestion.at,
    })
    .from(guideSuggestion)
    .innerJoin(organisation, eq(organisation.id, guideSuggestion.libraryId))
    .leftJoin(person, eq(person.id, guideSuggestion.byId));

/** What stands for one meeting of a course at one library, oldest first. */
export const listSuggestions = (db: Queryable, where: { libraryId: string; courseId: string; templateId: string }) =>
  suggestions(db)
    .where(
      and(
        eq(guideSuggestion.libraryId, where.libraryId),
        eq(guideSuggestion.courseId, where.courseId),
        eq(guideSuggestion.templateId, where.templateId),
        isNull(guideSuggestion.withdrawnAt),
      ),
    )
    .orderBy(asc(guideSuggestion.at));

/** What stands at these libraries, newest first. */
export async function listSuggestionsAt(db: Queryable, libraryIds: readonly string[], limit: number) {
  if (libraryIds.length === 0) return [];
  return suggestions(db)
    .where(and(inArray(guideSuggestion.libraryId, [...libraryIds]), isNull(guideSuggestion.withdrawnAt)))
    .orderBy(desc(guideSuggestion.at))
    .limit(limit);
}

export async function findSuggestion(db: Queryable, id: string) {
  const [row] = await suggestions(db).where(and(eq(guideSuggestion.id, id), isNull(guideSuggestion.withdrawnAt)));
  return row ?? null;
}

/** Answers false where it was there already (the form came in twice). */
export async function insertSuggestion(db: Queryable, row: typeof guideSuggestion.$inferInsert): Promise<boolean> {
  const made = await db.insert(guideSuggestion).values(row).onConflictDoNothing().returning({ id: guideSuggestion.id });
  return made.length > 0;
}

export async function withdrawSuggestion(db: Queryable, id: string, at: Date): Promise<void> {
  await db.update(guideSuggestion).set({ withdrawnAt: at }).where(eq(guideSuggestion.id, id));
}

/** Libraries of these POIs that still take part, by name. */
export async function listLibrariesOf(db: Queryable, poiIds: readonly string[]) {
  if (poiIds.length === 0) return [];
  return db
    .select({ id: organisation.id, name: organisation.name, poiId: organisation.parentId })
    .from(organisation)
    .where(and(eq(organisation.kind, 'library'), inArray(organisation.parentId, [...poiIds]), isNull(organisation.endedAt)))
    .orderBy(asc(organisation.name));
}
