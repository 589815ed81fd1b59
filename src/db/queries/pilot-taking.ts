/** What changes of pilots and of the libraries in them, and what was told of them. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import {
  account,
  employment,
  evaluationSnapshot,
  organisation,
  person,
  pilot,
  pilotContact,
  pilotFigures,
  pilotLibrary,
} from '#src/db/schema/index.ts';
import { currentEmployment } from './organisation.ts';
import type { PilotRow } from './pilot.ts';

/** Answers false where it is there already (the form came in twice). */
export async function insertPilot(db: Queryable, row: typeof pilot.$inferInsert): Promise<boolean> {
  const made = await db.insert(pilot).values(row).onConflictDoNothing().returning({ id: pilot.id });
  return made.length > 0;
}

export async function updatePilot(
  db: Queryable,
  id: string,
  set: Partial<Pick<PilotRow, 'name' | 'startsOn' | 'endsOn' | 'followUpOn' | 'endedAt'>>,
) {
  await db.update(pilot).set(set).where(eq(pilot.id, id));
}

export async function insertInvitations(db: Queryable, rows: readonly (typeof pilotLibrary.$inferInsert)[]) {
  await insertRows(db, pilotLibrary, rows, { skipKnown: true });
}

export async function updatePart(
  db: Queryable,
  id: string,
  set: Partial<Pick<typeof pilotLibrary.$inferSelect, 'acceptedById' | 'acceptedAt' | 'declinedAt' | 'endedById' | 'endedAt'>>,
) {
  await db.update(pilotLibrary).set(set).where(eq(pilotLibrary.id, id));
}

/** A library that ceases leaves its pilots, and is asked for none any more. Answers of how many. */
export async function leavePilots(db: Queryable, libraryId: string, by: { personId: string | null; at: Date }): Promise<number> {
  const open = and(eq(pilotLibrary.libraryId, libraryId), isNull(pilotLibrary.endedAt), isNull(pilotLibrary.declinedAt));
  const asked = await db
    .update(pilotLibrary)
    .set({ declinedAt: by.at })
    .where(and(open, isNull(pilotLibrary.acceptedAt)))
    .returning({ id: pilotLibrary.id });
  const left = await db
    .update(pilotLibrary)
    .set({ endedAt: by.at, endedById: by.personId })
    .where(open)
    .returning({ id: pilotLibrary.id });
  return asked.length + left.length;
}

/** Libraries of this POI that have not ended, by name: who may be asked. */
export async function listAskable(db: Queryable, poiId: string) {
  return db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.parentId, poiId), eq(organisation.kind, 'library'), isNull(organisation.endedAt)))
    .orderBy(sql`${organisation.name} collate nocase`, asc(organisation.id));
}

/** Pilots that may have something to tell today: begun, not stopped, and not over before `last`, a later round aside. */
export async function listPilotsToCount(db: Queryable, days: { today: string; last: string }): Promise<PilotRow[]> {
  return db
    .select()
    .from(pilot)
    .where(
      and(
        isNull(pilot.endedAt),
        lte(pilot.startsOn, days.today),
        or(gt(pilot.endsOn, days.last), and(gt(pilot.followUpOn, days.last), lte(pilot.followUpOn, days.today))),
      ),
    )
    .orderBy(asc(pilot.id));
}

/** Keeps what is told; what was told of a row in that week stays as it was. */
export async function insertFigures(db: Queryable, rows: readonly (typeof pilotFigures.$inferInsert)[]) {
  if (rows.length > 0)
    await db
      .insert(pilotFigures)
      .values([...rows])
      .onConflictDoNothing();
}

/** Everything that was told of a pilot until a week, oldest first; of one row where that is asked. */
export async function listFigures(
  db: Queryable,
  where: { pilotId: string; until?: string | undefined; row?: string | undefined },
) {
  return db
    .select()
    .from(pilotFigures)
    .where(
      and(
        eq(pilotFigures.pilotId, where.pilotId),
        where.until === undefined ? undefined : lte(pilotFigures.week, where.until),
        where.row === undefined ? undefined : eq(pilotFigures.row, where.row),
      ),
    )
    .orderBy(asc(pilotFigures.week), asc(pilotFigures.row));
}

/** What was told last of each of these pilots. */
export async function listNewestFigures(db: Queryable, pilotIds: readonly string[]) {
  if (pilotIds.length === 0) return [];
  return db
    .select()
    .from(pilotFigures)
    .where(
      sql`(${pilotFigures.pilotId}, ${pilotFigures.week}) in (
        select p.value, (select max(f.week) from pilot_figures f where f.pilot_id = p.value)
        from json_each(${JSON.stringify(pilotIds)}) as p)`,
    )
    .orderBy(asc(pilotFigures.pilotId), asc(pilotFigures.row));
}

/** Which of these pilots have a final report. */
export async function listEvaluated(db: Queryable, pilotIds: readonly string[]): Promise<Set<string>> {
  if (pilotIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ pilotId: evaluationSnapshot.pilotId })
    .from(evaluationSnapshot)
    .where(and(inArray(evaluationSnapshot.pilotId, [...pilotIds]), eq(evaluationSnapshot.kind, 'final')));
  return new Set(rows.map((row) => row.pilotId));
}

/** When adviser and library talked last, and talk next. */
export async function listContacts(db: Queryable, partIds: readonly string[], now: Date) {
  if (partIds.length === 0) return [];
  const at = now.getTime();
  return db
    .select({
      partId: pilotContact.pilotLibraryId,
      last: sql<number | null>`max(case when ${pilotContact.startsAt} <= ${at} then ${pilotContact.startsAt} end)`,
      next: sql<number | null>`min(case when ${pilotContact.startsAt} > ${at} then ${pilotContact.startsAt} end)`,
    })
    .from(pilotContact)
    .where(and(inArray(pilotContact.pilotLibraryId, [...partIds]), isNull(pilotContact.cancelledAt)))
    .groupBy(pilotContact.pilotLibraryId);
}

/** Pilots of every POI, newest first, with the POI's province; of a province and a year where those are asked. */
export async function listAllPilots(db: Queryable, where: { province?: string | undefined; year?: string | undefined }) {
  return db
    .select({ pilot, poiName: organisation.name, province: organisation.province })
    .from(pilot)
    .innerJoin(organisation, eq(organisation.id, pilot.poiId))
    .where(
      and(
        where.province === undefined ? undefined : eq(organisation.province, where.province),
        where.year === undefined ? undefined : sql`substr(${pilot.startsOn}, 1, 4) = ${where.year}`,
      ),
    )
    .orderBy(desc(pilot.startsOn), asc(organisation.name), asc(pilot.id));
}

/** Where to write to someone who works at this organisation today and can sign in; null for who doesn't. */
export async function findMailAddress(db: Queryable, personId: string, organisationId: string, now: Date) {
  const [row] = await db
    .select({ personId: person.id, name: person.name, email: account.email })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(
        eq(person.id, personId),
        isNull(person.deactivatedAt),
        isNull(person.erasedAt),
        sql`exists (select 1 from ${employment} where ${employment.personId} = ${person.id}
          and ${employment.organisationId} = ${organisationId} and ${currentEmployment(now)})`,
      ),
    );
  return row?.email ? { ...row, email: row.email } : null;
}
