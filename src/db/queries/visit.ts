/** People who come to another group's moment in the place of a meeting of their own. */
import { and, asc, eq, gt, inArray, isNull, ne } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, learningGroup, meeting, moment, momentVisit, person } from '#src/db/schema/index.ts';

/** Moments still to come of other groups of the same library and course, that hold the same meeting of the course. */
export async function listOtherMoments(
  db: Queryable,
  where: { groupId: string; libraryId: string; courseId: string; templateId: string; now: Date },
) {
  return db
    .select({
      id: moment.id,
      startsAt: moment.startsAt,
      endsAt: moment.endsAt,
      place: moment.place,
      groupName: learningGroup.name,
    })
    .from(moment)
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(
      and(
        eq(learningGroup.libraryId, where.libraryId),
        eq(learningGroup.courseId, where.courseId),
        eq(meeting.templateId, where.templateId),
        ne(learningGroup.id, where.groupId),
        ne(learningGroup.kind, 'practice'),
        isNull(learningGroup.closedAt),
        isNull(meeting.cancelledAt),
        isNull(moment.cancelledAt),
        gt(moment.startsAt, where.now),
      ),
    )
    .orderBy(asc(moment.startsAt))
    .limit(50);
}

const columns = {
  id: momentVisit.id,
  momentId: momentVisit.momentId,
  personId: momentVisit.personId,
  forMeetingId: momentVisit.forMeetingId,
  ownGroupId: meeting.groupId,
  ownNr: meeting.nr,
};

/** Visits to these moments that stand, with who comes and from which group. */
export async function listVisitors(db: Queryable, momentIds: readonly string[]) {
  if (momentIds.length === 0) return [];
  return db
    .select({
      ...columns,
      ownGroupName: learningGroup.name,
      name: person.name,
      email: account.email,
      deactivatedAt: person.deactivatedAt,
    })
    .from(momentVisit)
    .innerJoin(meeting, eq(meeting.id, momentVisit.forMeetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .innerJoin(person, eq(person.id, momentVisit.personId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(and(inArray(momentVisit.momentId, [...momentIds]), isNull(momentVisit.withdrawnAt)));
}

/** Visits of a person that stand, in the place of these meetings, with when and where. */
export async function listOwnVisits(db: Queryable, where: { personIds: readonly string[]; meetingIds: readonly string[] }) {
  if (where.meetingIds.length === 0 || where.personIds.length === 0) return [];
  return db
    .select({
      ...columns,
      startsAt: moment.startsAt,
      endsAt: moment.endsAt,
      place: moment.place,
      cancelledAt: moment.cancelledAt,
      groupName: learningGroup.name,
    })
    .from(momentVisit)
    .innerJoin(moment, eq(moment.id, momentVisit.momentId))
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(
      and(
        inArray(momentVisit.personId, [...where.personIds]),
        inArray(momentVisit.forMeetingId, [...where.meetingIds]),
        isNull(momentVisit.withdrawnAt),
      ),
    )
    .orderBy(asc(moment.startsAt));
}

/** A moment with the meeting and the group that hold it; null when there is none, or when it is off. */
export async function findHeldMoment(db: Queryable, momentId: string) {
  const [row] = await db
    .select({
      moment,
      meeting: { id: meeting.id, title: meeting.title },
      group: { id: learningGroup.id, name: learningGroup.name, kind: learningGroup.kind },
    })
    .from(moment)
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(and(eq(moment.id, momentId), isNull(moment.cancelledAt), isNull(meeting.cancelledAt)));
  return row ?? null;
}

/** One visit per moment and person: choosing it again brings it back. */
export async function keepVisit(db: Queryable, row: typeof momentVisit.$inferInsert) {
  await db
    .insert(momentVisit)
    .values(row)
    .onConflictDoUpdate({
      target: [momentVisit.momentId, momentVisit.personId],
      set: { forMeetingId: row.forMeetingId, byId: row.byId ?? null, at: row.at, withdrawnAt: null },
    });
}

/** Takes back every visit of this person in the place of this meeting. */
export async function withdrawVisits(db: Queryable, where: { personId: string; forMeetingId: string }, at: Date) {
  await db
    .update(momentVisit)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(momentVisit.personId, where.personId),
        eq(momentVisit.forMeetingId, where.forMeetingId),
        isNull(momentVisit.withdrawnAt),
      ),
    );
}
