/** For whom a course is: every library, or those in a pilot. */
import { asc, desc, eq, isNull, and, isNotNull } from 'drizzle-orm';
import type { Queryable, Transaction } from '#src/db/client.ts';
import { courseRelease, learningGroup, organisation, person, pilot, pilotLibrary } from '#src/db/schema/index.ts';

export async function isPilotOnly(db: Queryable, courseId: string): Promise<boolean> {
  const [row] = await db
    .select({ pilotOnly: courseRelease.pilotOnly })
    .from(courseRelease)
    .where(eq(courseRelease.courseId, courseId))
    .orderBy(desc(courseRelease.seq))
    .limit(1);
  return row?.pilotOnly ?? false;
}

/** The newest row of every course that was ever set. */
export async function listReleases(db: Queryable) {
  const rows = await db
    .select({ courseId: courseRelease.courseId, pilotOnly: courseRelease.pilotOnly, at: courseRelease.at, byName: person.name })
    .from(courseRelease)
    .leftJoin(person, eq(person.id, courseRelease.byId))
    .orderBy(asc(courseRelease.seq));
  return new Map(rows.map((row) => [row.courseId, row]));
}

export async function insertRelease(tx: Transaction, row: typeof courseRelease.$inferInsert): Promise<void> {
  await tx.insert(courseRelease).values(row);
}

/** Libraries that take part in a pilot with this course that goes on today. */
export async function listPilotLibraryIds(db: Queryable, courseId: string, today: string): Promise<Set<string>> {
  const rows = await db
    .select({ libraryId: pilotLibrary.libraryId, startsOn: pilot.startsOn, endsOn: pilot.endsOn })
    .from(pilot)
    .innerJoin(pilotLibrary, eq(pilotLibrary.pilotId, pilot.id))
    .where(
      and(eq(pilot.courseId, courseId), isNotNull(pilotLibrary.acceptedAt), isNull(pilotLibrary.endedAt), isNull(pilot.endedAt)),
    );
  return new Set(rows.filter((r) => r.startsOn <= today && today < r.endsOn).map((r) => r.libraryId));
}

export const listLibraries = async (db: Queryable) =>
  db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.kind, 'library'), isNull(organisation.endedAt)))
    .orderBy(asc(organisation.name), asc(organisation.id));

/** Which libraries have a group with this course that goes on. */
export async function listLibrariesWithGroup(db: Queryable, courseId: string): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ libraryId: learningGroup.libraryId })
    .from(learningGroup)
    .where(and(eq(learningGroup.courseId, courseId), isNull(learningGroup.closedAt)));
  return new Set(rows.map((row) => row.libraryId));
}
