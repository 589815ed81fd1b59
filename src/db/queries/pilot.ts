/** Pilots and the libraries in them. Whoever asks says for which POI, library or pilot: there is no list of everything. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, ne } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { learningGroup, organisation, pilot, pilotLibrary } from '#src/db/schema/index.ts';

export type PilotRow = typeof pilot.$inferSelect;
export type PilotLibraryRow = typeof pilotLibrary.$inferSelect & {
  libraryName: string;
  libraryEndedAt: Date | null;
  /** Of which POI the library is today. */
  libraryPoiId: string | null;
};

export async function findPilot(db: Queryable, id: string): Promise<PilotRow | null> {
  const [row] = await db.select().from(pilot).where(eq(pilot.id, id));
  return row ?? null;
}

/** Newest first. */
export const listPilotsOf = async (db: Queryable, poiIds: readonly string[]): Promise<PilotRow[]> =>
  db
    .select()
    .from(pilot)
    .where(inArray(pilot.poiId, [...poiIds]))
    .orderBy(desc(pilot.startsOn), asc(pilot.id));

const takingPart = (db: Queryable) =>
  db
    .select({
      taking: pilotLibrary,
      libraryName: organisation.name,
      libraryEndedAt: organisation.endedAt,
      libraryPoiId: organisation.parentId,
    })
    .from(pilotLibrary)
    .innerJoin(organisation, eq(organisation.id, pilotLibrary.libraryId));
type Taking = Awaited<ReturnType<typeof takingPart>>[number];
const flat = ({ taking, ...rest }: Taking): PilotLibraryRow => ({ ...taking, ...rest });

export async function findPilotLibrary(db: Queryable, id: string): Promise<PilotLibraryRow | null> {
  const [row] = await takingPart(db).where(eq(pilotLibrary.id, id));
  return row ? flat(row) : null;
}

/** Everyone who was asked for these pilots, by name; a library that was asked twice is there twice. */
export const listPilotLibraries = async (db: Queryable, pilotIds: readonly string[]): Promise<PilotLibraryRow[]> =>
  (
    await takingPart(db)
      .where(inArray(pilotLibrary.pilotId, [...pilotIds]))
      .orderBy(asc(organisation.name), asc(pilotLibrary.invitedAt))
  ).map(flat);

/** For which pilots these libraries were asked or take part, newest first. */
export async function listPilotsFor(db: Queryable, libraryIds: readonly string[]) {
  return db
    .select({ taking: pilotLibrary, pilot, poiName: organisation.name })
    .from(pilotLibrary)
    .innerJoin(pilot, eq(pilot.id, pilotLibrary.pilotId))
    .innerJoin(organisation, eq(organisation.id, pilot.poiId))
    .where(inArray(pilotLibrary.libraryId, [...libraryIds]))
    .orderBy(desc(pilot.startsOn), asc(pilotLibrary.id));
}

/**
 * The groups that count in a pilot: those of the library that do its course, that were made before its end and not closed
 * before its start. Practice groups and the group without meetings never count.
 */
export async function listPilotGroups(
  db: Queryable,
  { libraryIds, courseId, from, until }: { libraryIds: readonly string[]; courseId: string; from: Date; until: Date },
) {
  const rows = await db
    .select()
    .from(learningGroup)
    .where(
      and(
        inArray(learningGroup.libraryId, [...libraryIds]),
        eq(learningGroup.courseId, courseId),
        ne(learningGroup.kind, 'practice'),
        ne(learningGroup.kind, 'open'),
        lt(learningGroup.createdAt, until),
      ),
    )
    .orderBy(asc(learningGroup.createdAt), asc(learningGroup.id));
  return rows.filter(({ closedAt }) => closedAt === null || closedAt >= from);
}

/** Is the library taking part now in a pilot with this course? Days are of the Dutch clock. */
export async function inRunningPilot(db: Queryable, libraryId: string, courseId: string, today: string): Promise<boolean> {
  const rows = await db
    .select({ startsOn: pilot.startsOn, endsOn: pilot.endsOn })
    .from(pilotLibrary)
    .innerJoin(pilot, eq(pilot.id, pilotLibrary.pilotId))
    .where(
      and(
        eq(pilotLibrary.libraryId, libraryId),
        eq(pilot.courseId, courseId),
        isNotNull(pilotLibrary.acceptedAt),
        isNull(pilotLibrary.endedAt),
        isNull(pilot.endedAt),
      ),
    );
  return rows.some(({ startsOn, endsOn }) => startsOn <= today && today < endsOn);
}
