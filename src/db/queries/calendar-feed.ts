/** The secret address of someone's own calendar, and what it holds. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { calendarFeed, leader, learningGroup, meeting, membership, moment, momentVisit, person } from '#src/db/schema/index.ts';

/** Whose address this is; nobody's when it was ended, or its owner's account is off. */
export async function findFeedOwner(db: Queryable, tokenHash: string): Promise<string | null> {
  const [row] = await db
    .select({ personId: calendarFeed.personId })
    .from(calendarFeed)
    .innerJoin(person, eq(person.id, calendarFeed.personId))
    .where(and(eq(calendarFeed.tokenHash, tokenHash), isNull(person.deactivatedAt), isNull(person.erasedAt)));
  return row?.personId ?? null;
}

export async function findFeed(db: Queryable, personId: string) {
  const [row] = await db.select().from(calendarFeed).where(eq(calendarFeed.personId, personId));
  return row ?? null;
}

/** The new address ends the old one. */
export async function putFeed(db: Queryable, row: typeof calendarFeed.$inferInsert) {
  const { tokenHash, createdAt } = row;
  await db.insert(calendarFeed).values(row).onConflictDoUpdate({ target: calendarFeed.personId, set: { tokenHash, createdAt } });
}

export async function deleteFeed(db: Queryable, personId: string) {
  await db.delete(calendarFeed).where(eq(calendarFeed.personId, personId));
}

const columns = { moment, meetingTitle: meeting.title, groupId: learningGroup.id, groupName: learningGroup.name };

/**
 * A moment that is an appointment, from `since`: it isn't off, nor practice, and was not still to come when its group closed.
 */
const appointment = (since: Date) =>
  and(
    ne(learningGroup.kind, 'practice'),
    isNull(meeting.cancelledAt),
    isNull(moment.cancelledAt),
    or(isNull(learningGroup.closedAt), lte(moment.startsAt, learningGroup.closedAt)),
    gt(moment.startsAt, since),
  );

/** Moments that aren't off, of the groups this person is in; practice is no appointment. */
export async function listMomentsOfMember(db: Queryable, where: { personId: string; since: Date }) {
  return db
    .select(columns)
    .from(membership)
    .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
    .innerJoin(meeting, eq(meeting.groupId, membership.groupId))
    .innerJoin(moment, eq(moment.meetingId, meeting.id))
    .where(and(eq(membership.personId, where.personId), isNull(membership.leftAt), appointment(where.since)))
    .orderBy(asc(moment.startsAt), asc(moment.id));
}

/** Moments that this person leads or is a guest at, those of a whole group and single ones; practice is no appointment. */
export async function listMomentsToLead(db: Queryable, where: { personId: string; since: Date; now: Date }) {
  return db
    .select({ ...columns, nr: meeting.nr, kind: leader.kind })
    .from(leader)
    .innerJoin(learningGroup, eq(learningGroup.id, leader.groupId))
    .innerJoin(meeting, eq(meeting.groupId, leader.groupId))
    .innerJoin(moment, eq(moment.meetingId, meeting.id))
    .where(
      and(
        eq(leader.personId, where.personId),
        or(isNull(leader.until), gt(leader.until, where.now)),
        or(isNull(leader.momentId), eq(leader.momentId, moment.id)),
        appointment(where.since),
      ),
    )
    .orderBy(asc(moment.startsAt), asc(moment.id), desc(leader.momentId));
}

/** Moments of other groups at which this person comes in place of one of their own. */
export async function listVisitedMoments(db: Queryable, where: { personId: string; since: Date }) {
  return db
    .select(columns)
    .from(momentVisit)
    .innerJoin(moment, eq(moment.id, momentVisit.momentId))
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(and(eq(momentVisit.personId, where.personId), isNull(momentVisit.withdrawnAt), appointment(where.since)))
    .orderBy(asc(moment.startsAt), asc(moment.id));
}

/** All moments of these meetings that aren't off, past ones too: whether a meeting has one or several, decides who is expected. */
export async function listLiveMoments(db: Queryable, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return [];
  return db
    .select()
    .from(moment)
    .where(and(inArray(moment.meetingId, [...meetingIds]), isNull(moment.cancelledAt)));
}
