/** What adviser and library say to each other in a pilot: advice, agreements and planned talks. */
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import {
  account,
  employment,
  organisation,
  person,
  pilot,
  pilotAdvice,
  pilotAgreement,
  pilotContact,
  pilotLibrary,
} from '#src/db/schema/index.ts';

const owner = alias(person, 'owner');
const doneBy = alias(person, 'done_by');
const library = alias(organisation, 'library');
const poi = alias(organisation, 'poi');

/** Works there today: the day of the clock of whoever asks. */
const worksOn = (now: Date) =>
  and(lte(employment.from, now), or(isNull(employment.until), gt(employment.until, now)), isNull(person.erasedAt));

/** The specialists of a library and the advisers of a POI today, whose account is on. */
export async function listPilotPeople(db: Queryable, where: { libraryId: string; poiId: string; now: Date }) {
  return db
    .selectDistinct({
      personId: person.id,
      name: person.name,
      email: account.email,
      deactivatedAt: person.deactivatedAt,
      role: employment.role,
    })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(
      and(
        or(
          and(eq(employment.organisationId, where.libraryId), eq(employment.role, 'educationSpecialist')),
          and(eq(employment.organisationId, where.poiId), eq(employment.role, 'adviser')),
        ),
        worksOn(where.now),
        isNull(person.deactivatedAt),
      ),
    )
    .orderBy(asc(employment.role), asc(person.name), asc(person.id));
}

/** Where these people are an adviser or a specialist today. */
export async function listSidesOf(db: Queryable, where: { personIds: readonly string[]; now: Date }) {
  if (where.personIds.length === 0) return [];
  return db
    .select({ personId: employment.personId, organisationId: employment.organisationId, role: employment.role })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .where(
      and(
        inArray(employment.personId, [...where.personIds]),
        inArray(employment.role, ['adviser', 'educationSpecialist']),
        worksOn(where.now),
      ),
    );
}

/** A library leaves a pilot, or is asked for it no longer. */
export async function closePart(
  db: Queryable,
  id: string,
  set: Partial<Pick<typeof pilotLibrary.$inferInsert, 'declinedAt' | 'endedAt' | 'endedById'>>,
): Promise<void> {
  await db.update(pilotLibrary).set(set).where(eq(pilotLibrary.id, id));
}

/** The pilots of a POI that ceases stop with it. */
export async function stopPilotsOf(db: Queryable, poiId: string, at: Date, today: string): Promise<void> {
  await db
    .update(pilot)
    .set({ endedAt: at })
    .where(and(eq(pilot.poiId, poiId), isNull(pilot.endedAt), gt(pilot.endsOn, today)));
}

/** So much is read at once: more than three months ever hold. */
const limit = 300;

/** What stands, newest first. */
export async function listAdvice(db: Queryable, partId: string) {
  return db
    .select({ id: pilotAdvice.id, body: pilotAdvice.body, byId: pilotAdvice.byId, byName: person.name, at: pilotAdvice.at })
    .from(pilotAdvice)
    .leftJoin(person, eq(person.id, pilotAdvice.byId))
    .where(and(eq(pilotAdvice.pilotLibraryId, partId), isNull(pilotAdvice.withdrawnAt)))
    .orderBy(desc(pilotAdvice.at), asc(pilotAdvice.id))
    .limit(limit);
}

export async function findAdvice(db: Queryable, id: string) {
  const [row] = await db.select().from(pilotAdvice).where(eq(pilotAdvice.id, id));
  return row ?? null;
}

/** Answers false when it is there already (the form came in twice). */
export async function insertAdvice(db: Queryable, row: typeof pilotAdvice.$inferInsert): Promise<boolean> {
  const made = await db.insert(pilotAdvice).values(row).onConflictDoNothing().returning({ id: pilotAdvice.id });
  return made.length > 0;
}

export async function withdrawAdvice(db: Queryable, id: string, at: Date): Promise<void> {
  await db.update(pilotAdvice).set({ withdrawnAt: at }).where(eq(pilotAdvice.id, id));
}

const selectAgreements = (db: Queryable) =>
  db
    .select({
      id: pilotAgreement.id,
      pilotLibraryId: pilotAgreement.pilotLibraryId,
      body: pilotAgreement.body,
      ownerId: pilotAgreement.ownerId,
      ownerName: owner.name,
      ownerEmail: account.email,
      due: pilotAgreement.due,
      at: pilotAgreement.at,
      doneAt: pilotAgreement.doneAt,
      doneByName: doneBy.name,
      withdrawnAt: pilotAgreement.withdrawnAt,
    })
    .from(pilotAgreement)
    .leftJoin(owner, eq(owner.id, pilotAgreement.ownerId))
    .leftJoin(account, eq(account.personId, pilotAgreement.ownerId))
    .leftJoin(doneBy, eq(doneBy.id, pilotAgreement.doneById))
    .$dynamic();

export type PilotAgreementRow = Awaited<ReturnType<typeof selectAgreements>>[number];

const urgent = [
  sql`${pilotAgreement.doneAt} is not null`,
  asc(pilotAgreement.due),
  desc(pilotAgreement.doneAt),
  asc(pilotAgreement.id),
];

/** What stands, the open ones first. */
export async function listPilotAgreements(db: Queryable, partId: string): Promise<PilotAgreementRow[]> {
  return selectAgreements(db)
    .where(and(eq(pilotAgreement.pilotLibraryId, partId), isNull(pilotAgreement.withdrawnAt)))
    .orderBy(...urgent)
    .limit(limit);
}

/** Also what was taken away: who was changing it has to hear so. */
export async function findPilotAgreement(db: Queryable, id: string): Promise<PilotAgreementRow | null> {
  const [row] = await selectAgreements(db).where(eq(pilotAgreement.id, id));
  return row ?? null;
}

export async function insertPilotAgreement(db: Queryable, row: typeof pilotAgreement.$inferInsert): Promise<boolean> {
  const made = await db.insert(pilotAgreement).values(row).onConflictDoNothing().returning({ id: pilotAgreement.id });
  return made.length > 0;
}

export async function updatePilotAgreement(
  db: Queryable,
  id: string,
  set: Partial<Pick<typeof pilotAgreement.$inferInsert, 'body' | 'ownerId' | 'due' | 'doneAt' | 'doneById' | 'withdrawnAt'>>,
): Promise<void> {
  await db.update(pilotAgreement).set(set).where(eq(pilotAgreement.id, id));
}

export type PilotContactRow = typeof pilotContact.$inferSelect;

/** All of them, the first on top; what was called off too. */
export async function listContacts(db: Queryable, partId: string): Promise<PilotContactRow[]> {
  return db
    .select()
    .from(pilotContact)
    .where(eq(pilotContact.pilotLibraryId, partId))
    .orderBy(asc(pilotContact.startsAt), asc(pilotContact.id))
    .limit(limit);
}

export async function findContact(db: Queryable, id: string): Promise<PilotContactRow | null> {
  const [row] = await db.select().from(pilotContact).where(eq(pilotContact.id, id));
  return row ?? null;
}

export async function insertContact(db: Queryable, row: typeof pilotContact.$inferInsert): Promise<boolean> {
  const made = await db.insert(pilotContact).values(row).onConflictDoNothing().returning({ id: pilotContact.id });
  return made.length > 0;
}

export async function updateContact(
  db: Queryable,
  id: string,
  set: Partial<
    Pick<typeof pilotContact.$inferInsert, 'about' | 'startsAt' | 'endsAt' | 'place' | 'sequence' | 'byId' | 'cancelledAt'>
  >,
): Promise<void> {
  await db.update(pilotContact).set(set).where(eq(pilotContact.id, id));
}

/** A library takes part, and the pilot was not stopped. */
const live = and(isNotNull(pilotLibrary.acceptedAt), isNull(pilotLibrary.endedAt), isNull(pilot.endedAt));

const named = {
  pilotId: pilot.id,
  pilotName: pilot.name,
  poiId: pilot.poiId,
  startsOn: pilot.startsOn,
  endsOn: pilot.endsOn,
  partId: pilotLibrary.id,
  libraryId: pilotLibrary.libraryId,
  libraryName: library.name,
  poiName: poi.name,
};

/**
 * Talks of these people that are not off, from `since`: those they planned as an adviser of the POI, and those of a library
 * where they are a specialist today.
 * @param where.until only what begins before
 */
export async function listContactsOf(
  db: Queryable,
  where: { personIds: readonly string[] | null; since: Date; until?: Date; now: Date },
) {
  const { personIds, since, until, now } = where;
  return db
    .selectDistinct({ ...named, personId: person.id, contact: pilotContact, role: employment.role })
    .from(pilotContact)
    .innerJoin(pilotLibrary, eq(pilotLibrary.id, pilotContact.pilotLibraryId))
    .innerJoin(pilot, eq(pilot.id, pilotLibrary.pilotId))
    .innerJoin(library, eq(library.id, pilotLibrary.libraryId))
    .innerJoin(poi, eq(poi.id, pilot.poiId))
    .innerJoin(
      employment,
      or(
        and(eq(employment.organisationId, pilotLibrary.libraryId), eq(employment.role, 'educationSpecialist')),
        and(
          eq(employment.organisationId, pilot.poiId),
          eq(employment.role, 'adviser'),
          eq(employment.personId, pilotContact.byId),
        ),
      ),
    )
    .innerJoin(person, eq(person.id, employment.personId))
    .where(
      and(
        personIds === null ? undefined : inArray(employment.personId, [...personIds]),
        isNull(pilotContact.cancelledAt),
        gt(pilotContact.startsAt, since),
        until === undefined ? undefined : lte(pilotContact.startsAt, until),
        live,
        worksOn(now),
        isNull(person.deactivatedAt),
      ),
    )
    .orderBy(asc(pilotContact.startsAt), asc(pilotContact.id), asc(employment.role));
}

/** Open agreements of these people (of everyone: null) in pilots that their library takes part in, the first that is due on top. */
export async function listOpenAgreementsOf(
  db: Queryable,
  where: { personIds: readonly string[] | null; today: string; due?: { from: string; to: string } },
) {
  const { personIds, today, due } = where;
  return db
    .select({
      ...named,
      id: pilotAgreement.id,
      ownerId: pilotAgreement.ownerId,
      body: pilotAgreement.body,
      due: pilotAgreement.due,
    })
    .from(pilotAgreement)
    .innerJoin(pilotLibrary, eq(pilotLibrary.id, pilotAgreement.pilotLibraryId))
    .innerJoin(pilot, eq(pilot.id, pilotLibrary.pilotId))
    .innerJoin(library, eq(library.id, pilotLibrary.libraryId))
    .innerJoin(poi, eq(poi.id, pilot.poiId))
    .where(
      and(
        personIds === null ? isNotNull(pilotAgreement.ownerId) : inArray(pilotAgreement.ownerId, [...personIds]),
        isNull(pilotAgreement.doneAt),
        isNull(pilotAgreement.withdrawnAt),
        due && and(gt(pilotAgreement.due, due.from), lte(pilotAgreement.due, due.to)),
        live,
        gt(pilot.endsOn, today),
      ),
    )
    .orderBy(asc(pilotAgreement.due), asc(pilotAgreement.id))
    .limit(personIds === null ? -1 : limit);
}
