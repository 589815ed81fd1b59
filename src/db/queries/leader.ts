/** Who leads a group. */
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, employment, leader, learningGroup, meeting, moment, organisation, person } from '#src/db/schema/index.ts';
import { currentEmployment } from './organisation.ts';

const byName = sql`coalesce(${person.name}, ${account.email}) collate nocase`;

/** Leaders of the whole group at this moment, by name. */
export async function listLeaders(db: Queryable, groupId: string, now: Date) {
  return db
    .select({ id: leader.id, personId: person.id, name: person.name, email: account.email, deactivatedAt: person.deactivatedAt })
    .from(leader)
    .innerJoin(person, eq(person.id, leader.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(
        eq(leader.groupId, groupId),
        isNull(leader.momentId),
        eq(leader.kind, 'leader'),
        or(isNull(leader.until), gt(leader.until, now)),
      ),
    )
    .orderBy(byName, asc(person.id));
}

/** Substitutes and guests of single moments of a group, by name. */
export async function listMomentLeaders(db: Queryable, groupId: string, momentIds: readonly string[], now: Date) {
  if (momentIds.length === 0) return [];
  return db
    .select({
      id: leader.id,
      momentId: leader.momentId,
      kind: leader.kind,
      personId: person.id,
      name: person.name,
      email: account.email,
    })
    .from(leader)
    .innerJoin(person, eq(person.id, leader.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(
        eq(leader.groupId, groupId),
        inArray(leader.momentId, [...momentIds]),
        isNull(person.deactivatedAt),
        or(isNull(leader.until), gt(leader.until, now)),
      ),
    )
    .orderBy(asc(leader.kind), byName, asc(person.id));
}

/** Moments to come, or just over, that this person leads in another's place or is a guest at. */
export async function listMomentsLed(db: Queryable, personId: string, now: Date) {
  return db
    .select({
      momentId: moment.id,
      kind: leader.kind,
      startsAt: moment.startsAt,
      endsAt: moment.endsAt,
      place: moment.place,
      cancelledAt: moment.cancelledAt,
      nr: meeting.nr,
      title: meeting.title,
      groupId: learningGroup.id,
      groupName: learningGroup.name,
    })
    .from(leader)
    .innerJoin(moment, eq(moment.id, leader.momentId))
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, leader.groupId))
    .where(and(eq(leader.personId, personId), or(isNull(leader.until), gt(leader.until, now))))
    .orderBy(asc(moment.startsAt));
}

/** Of those who lead this moment to its end; who was taken off it before stays off. */
export async function moveMomentLeaders(db: Queryable, momentId: string, until: { from: Date; to: Date }) {
  await db
    .update(leader)
    .set({ until: until.to })
    .where(and(eq(leader.momentId, momentId), eq(leader.until, until.from)));
}

/** Coming moments that aren't off of a group, or only this one of it, with their meeting. */
export async function listComingOf(db: Queryable, where: { groupId: string; momentId?: string; now: Date }) {
  const rows = await db
    .select({ moment, nr: meeting.nr, title: meeting.title })
    .from(moment)
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .where(
      and(
        eq(meeting.groupId, where.groupId),
        where.momentId === undefined ? undefined : eq(moment.id, where.momentId),
        isNull(meeting.cancelledAt),
        isNull(moment.cancelledAt),
        gt(moment.startsAt, where.now),
      ),
    )
    .orderBy(asc(moment.startsAt), asc(moment.id));
  return rows.map(({ moment: at, nr, title }) => ({ moment: at, meeting: { nr, title } }));
}

/** Advisers of the POI that this library belongs to. */
export async function listAdvisers(db: Queryable, libraryId: string, now: Date) {
  return db
    .selectDistinct({ personId: person.id, name: person.name, email: account.email })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .innerJoin(organisation, eq(organisation.parentId, employment.organisationId))
    .where(
      and(eq(organisation.id, libraryId), eq(employment.role, 'adviser'), currentEmployment(now), isNull(person.deactivatedAt)),
    )
    .orderBy(byName, asc(person.id));
}

export async function insertLeader(db: Queryable, row: typeof leader.$inferInsert) {
  await db.insert(leader).values(row);
}

export async function endLeaders(db: Queryable, leaderIds: readonly string[], until: Date) {
  if (leaderIds.length > 0)
    await db
      .update(leader)
      .set({ until })
      .where(inArray(leader.id, [...leaderIds]));
}

/** Ends all leading in the groups of a library, closed ones too. */
export async function endLeadersOfLibrary(db: Queryable, libraryId: string, now: Date) {
  await db
    .update(leader)
    .set({ until: now })
    .where(and(inGroupsOf(db, libraryId), or(isNull(leader.until), gt(leader.until, now))));
}

/** Takes back what ended at exactly this moment. */
export async function resumeLeadersOfLibrary(db: Queryable, libraryId: string, endedAt: Date) {
  await db
    .update(leader)
    .set({ until: null })
    .where(and(inGroupsOf(db, libraryId), eq(leader.until, endedAt)));
}

const inGroupsOf = (db: Queryable, libraryId: string) =>
  inArray(leader.groupId, db.select({ id: learningGroup.id }).from(learningGroup).where(eq(learningGroup.libraryId, libraryId)));
