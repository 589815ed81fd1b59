/** Groups of courses without meetings: they make themselves, one per library and course. */
import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { employment, learningGroup, membership, organisation } from '#src/db/schema/index.ts';
import { currentEmployment } from './organisation.ts';

/** The open group of this library for this course, closed or not. */
export async function findOpenGroup(db: Queryable, where: { libraryId: string; courseId: string }) {
  const [row] = await db
    .select()
    .from(learningGroup)
    .where(
      and(
        eq(learningGroup.libraryId, where.libraryId),
        eq(learningGroup.courseId, where.courseId),
        eq(learningGroup.kind, 'open'),
      ),
    );
  return row ?? null;
}

/** A group of this course that this person is in now and that gives an award: a practice group gives none. */
export async function findGroupOfCourse(db: Queryable, where: { personId: string; courseId: string }): Promise<string | null> {
  const [row] = await db
    .select({ id: learningGroup.id })
    .from(membership)
    .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
    .where(
      and(
        eq(membership.personId, where.personId),
        isNull(membership.leftAt),
        eq(learningGroup.courseId, where.courseId),
        ne(learningGroup.kind, 'practice'),
      ),
    )
    .orderBy(asc(membership.joinedAt))
    .limit(1);
  return row?.id ?? null;
}

/** Where this person works: the library of the job they have longest. A library that ended counts no more. */
export async function findLibraryOf(db: Queryable, personId: string, now: Date) {
  const [row] = await db
    .select({ employmentId: employment.id, libraryId: organisation.id, libraryName: organisation.name })
    .from(employment)
    .innerJoin(organisation, eq(organisation.id, employment.organisationId))
    .where(
      and(
        eq(employment.personId, personId),
        eq(organisation.kind, 'library'),
        isNull(organisation.endedAt),
        currentEmployment(now),
      ),
    )
    .orderBy(asc(employment.from), asc(employment.id))
    .limit(1);
  return row ?? null;
}

/** Open groups end with their library, and come back with it. */
export async function closeOpenGroups(db: Queryable, libraryId: string, closedAt: Date) {
  await db
    .update(learningGroup)
    .set({ closedAt })
    .where(and(eq(learningGroup.libraryId, libraryId), eq(learningGroup.kind, 'open'), isNull(learningGroup.closedAt)));
}

/** Takes back what closed at exactly this moment. */
export async function reopenOpenGroups(db: Queryable, libraryId: string, closedAt: Date) {
  await db
    .update(learningGroup)
    .set({ closedAt: null })
    .where(and(eq(learningGroup.libraryId, libraryId), eq(learningGroup.kind, 'open'), eq(learningGroup.closedAt, closedAt)));
}
