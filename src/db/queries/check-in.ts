/** Who checked in at a moment, and who may: its group, who is expected there, and who visits it from another group. */
import { and, asc, eq, exists, gte, isNull, lte, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import {
  account,
  checkIn,
  learningGroup,
  meeting,
  meetingRun,
  membership,
  moment,
  momentExpected,
  momentVisit,
  person,
} from '#src/db/schema/index.ts';

/** Is this person of the moment's meeting? A subquery on the moment and meeting of the outer statement. */
const belongs = (db: Queryable, personId: string) =>
  or(
    exists(
      db
        .select({ one: sql`1` })
        .from(membership)
        .where(and(eq(membership.groupId, meeting.groupId), eq(membership.personId, personId), isNull(membership.leftAt))),
    ),
    exists(
      db
        .select({ one: sql`1` })
        .from(momentExpected)
        .where(and(eq(momentExpected.momentId, moment.id), eq(momentExpected.personId, personId))),
    ),
    exists(
      db
        .select({ one: sql`1` })
        .from(momentVisit)
        .where(and(eq(momentVisit.momentId, moment.id), eq(momentVisit.personId, personId), isNull(momentVisit.withdrawnAt))),
    ),
  );

const columns = {
  momentId: moment.id,
  startsAt: moment.startsAt,
  endsAt: moment.endsAt,
  place: moment.place,
  cancelledAt: sql<Date | null>`coalesce(${moment.cancelledAt}, ${meeting.cancelledAt})`.mapWith(moment.cancelledAt),
  meetingId: meeting.id,
  nr: meeting.nr,
  title: meeting.title,
  templateId: meeting.templateId,
  groupId: learningGroup.id,
  groupName: learningGroup.name,
  courseId: learningGroup.courseId,
  libraryId: learningGroup.libraryId,
  secret: meetingRun.secret,
};

const select = (db: Queryable) =>
  db
    .select(columns)
    .from(moment)
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .leftJoin(meetingRun, eq(meetingRun.momentId, moment.id));

/** A moment as a participant meets it. `cancelledAt`: its own, or that of its meeting. */
export type OwnMomentRow = Awaited<ReturnType<typeof select>>[number];

export async function findMomentById(db: Queryable, momentId: string): Promise<OwnMomentRow | null> {
  const [row] = await select(db).where(eq(moment.id, momentId));
  return row ?? null;
}

/** The same, only where this person belongs to it. */
export async function findMomentOf(db: Queryable, momentId: string, personId: string): Promise<OwnMomentRow | null> {
  const [row] = await select(db).where(and(eq(moment.id, momentId), belongs(db, personId)));
  return row ?? null;
}

/** Moments of this person that begin before `until` and end after `from` and are still on, the earliest first. */
export async function listMomentsAround(
  db: Queryable,
  where: { personId: string; from: Date; until: Date },
): Promise<OwnMomentRow[]> {
  return select(db)
    .where(
      and(
        lte(moment.startsAt, where.until),
        gte(moment.endsAt, where.from),
        isNull(moment.cancelledAt),
        isNull(meeting.cancelledAt),
        belongs(db, where.personId),
      ),
    )
    .orderBy(asc(moment.startsAt), asc(moment.id));
}

export async function listCheckIns(db: Queryable, momentId: string) {
  return db
    .select({
      personId: checkIn.personId,
      name: person.name,
      email: account.email,
      how: checkIn.how,
      late: checkIn.late,
      at: checkIn.at,
    })
    .from(checkIn)
    .innerJoin(person, eq(person.id, checkIn.personId))
    .leftJoin(account, eq(account.personId, checkIn.personId))
    .where(eq(checkIn.momentId, momentId))
    .orderBy(asc(checkIn.at));
}

export async function findCheckIn(db: Queryable, momentId: string, personId: string) {
  const [row] = await db
    .select({ at: checkIn.at, late: checkIn.late })
    .from(checkIn)
    .where(and(eq(checkIn.momentId, momentId), eq(checkIn.personId, personId)));
  return row ?? null;
}

/** Answers false where this person had checked in already. */
export async function insertCheckIn(db: Queryable, row: typeof checkIn.$inferInsert): Promise<boolean> {
  const made = await db.insert(checkIn).values(row).onConflictDoNothing().returning({ id: checkIn.id });
  return made.length > 0;
}

/** People of other groups who come to this moment. */
export async function listVisitorIds(db: Queryable, momentId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: momentVisit.personId })
    .from(momentVisit)
    .where(and(eq(momentVisit.momentId, momentId), isNull(momentVisit.withdrawnAt)));
  return rows.map((row) => row.personId);
}
