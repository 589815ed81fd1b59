/** What one person read: lessons done, and where they were last. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { prepared } from '#src/db/prepared.ts';
import { lessonCompletion, lessonPosition } from '#src/db/schema/index.ts';

/** A lesson is done once; a second press changes nothing. */
export async function insertLessonCompletion(db: Queryable, row: typeof lessonCompletion.$inferInsert) {
  await db.insert(lessonCompletion).values(row).onConflictDoNothing();
}

const doneStatement = (db: Queryable) =>
  db
    .select({ lessonId: lessonCompletion.lessonId })
    .from(lessonCompletion)
    .where(
      and(
        eq(lessonCompletion.personId, sql.placeholder('personId')),
        inArray(lessonCompletion.moduleId, sql`(select value from json_each(${sql.placeholder('moduleIds')}))`),
      ),
    )
    .prepare();

/** Ids of the lessons of these modules that this person has done. */
export async function listDoneLessons(
  db: Queryable,
  where: { personId: string; moduleIds: readonly string[] },
): Promise<Set<string>> {
  const rows = await prepared(db, 'lessons done', () => doneStatement(db)).all({
    personId: where.personId,
    moduleIds: JSON.stringify(where.moduleIds),
  });
  return new Set(rows.map((row) => row.lessonId));
}

/** One row per person and lesson: the newest place counts. */
export async function savePosition(db: Queryable, row: typeof lessonPosition.$inferInsert) {
  await db
    .insert(lessonPosition)
    .values(row)
    .onConflictDoUpdate({
      target: [lessonPosition.personId, lessonPosition.lessonId],
      set: { courseId: row.courseId, moduleId: row.moduleId, anchor: row.anchor ?? null, at: row.at },
    });
}

/** The newest place of this person in one of these modules; null when they never opened a lesson. */
export async function findNewestPosition(db: Queryable, where: { personId: string; moduleIds: readonly string[] }) {
  if (where.moduleIds.length === 0) return null;
  const [row] = await db
    .select({
      moduleId: lessonPosition.moduleId,
      lessonId: lessonPosition.lessonId,
      anchor: lessonPosition.anchor,
      at: lessonPosition.at,
    })
    .from(lessonPosition)
    .where(and(eq(lessonPosition.personId, where.personId), inArray(lessonPosition.moduleId, [...where.moduleIds])))
    .orderBy(desc(lessonPosition.at))
    .limit(1);
  return row ?? null;
}

const anchorStatement = (db: Queryable) =>
  db
    .select({ anchor: lessonPosition.anchor })
    .from(lessonPosition)
    .where(
      and(eq(lessonPosition.personId, sql.placeholder('personId')), eq(lessonPosition.lessonId, sql.placeholder('lessonId'))),
    )
    .prepare();

/** The part of this lesson where this person was last. */
export async function findAnchor(db: Queryable, where: { personId: string; lessonId: string }): Promise<string | null> {
  const row = await prepared(db, 'lesson anchor', () => anchorStatement(db)).get(where);
  return row?.anchor ?? null;
}

/** Every lesson that this person pressed "Klaar" on, oldest first. */
export async function listCompletedLessons(db: Queryable, personId: string): Promise<string[]> {
  const rows = await db
    .select({ lessonId: lessonCompletion.lessonId })
    .from(lessonCompletion)
    .where(eq(lessonCompletion.personId, personId))
    .orderBy(asc(lessonCompletion.at));
  return [...new Set(rows.map((row) => row.lessonId))];
}
