/** What reminders look at: groups that run, moments around now, wish dates, replies. */
import { and, asc, count, eq, gt, gte, inArray, isNotNull, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import {
  account,
  assignmentReply,
  jobRun,
  leader,
  learningGroup,
  meeting,
  membership,
  moduleDeadline,
  moment,
  person,
} from '#src/db/schema/index.ts';
import { beenIn } from './been-in.ts';

/** A group that runs and mails people: a practice group mails nobody. */
const mails = and(isNull(learningGroup.closedAt), inArray(learningGroup.kind, ['normal', 'standing'])) as SQL;

export async function listMailingGroups(db: Queryable) {
  return db
    .select({ id: learningGroup.id, name: learningGroup.name })
    .from(learningGroup)
    .where(mails)
    .orderBy(asc(learningGroup.id));
}

/** Groups that mail, with a moment that starts or ends in this time and is not off. */
export async function listGroupsWithMoment(db: Queryable, time: { from: Date; to: Date }) {
  return db
    .selectDistinct({ id: learningGroup.id, name: learningGroup.name })
    .from(moment)
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(
      and(
        mails,
        isNull(meeting.cancelledAt),
        isNull(moment.cancelledAt),
        or(
          and(gte(moment.startsAt, time.from), lte(moment.startsAt, time.to)),
          and(gte(moment.endsAt, time.from), lte(moment.endsAt, time.to)),
        ),
      ),
    )
    .orderBy(asc(learningGroup.id));
}

/** Who is in these groups, takes no rest and can be mailed. */
export async function listMailableMembers(db: Queryable, groupIds: readonly string[]) {
  if (groupIds.length === 0) return [];
  return db
    .select({ groupId: membership.groupId, personId: membership.personId, name: person.name, email: account.email })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(account, eq(account.personId, membership.personId))
    .where(
      and(
        inArray(membership.groupId, [...groupIds]),
        isNull(membership.leftAt),
        isNull(membership.pausedAt),
        isNull(person.deactivatedAt),
        isNotNull(account.email),
        // Whoever never came in has an invitation to go by.
        beenIn,
      ),
    );
}

export async function listWishes(db: Queryable, groupId: string) {
  return db
    .select({ moduleId: moduleDeadline.moduleId, day: moduleDeadline.day })
    .from(moduleDeadline)
    .where(eq(moduleDeadline.groupId, groupId))
    .orderBy(asc(moduleDeadline.day));
}

/** How many replies people got since then. */
export async function countReplies(db: Queryable, since: Date): Promise<Map<string, number>> {
  const rows = await db
    .select({ personId: assignmentReply.personId, n: count() })
    .from(assignmentReply)
    .where(gt(assignmentReply.at, since))
    .groupBy(assignmentReply.personId);
  return new Map(rows.map((row) => [row.personId, row.n]));
}

/** Who stands in for a leader at these moments. */
export async function listSubstitutes(db: Queryable, momentIds: readonly string[], now: Date) {
  if (momentIds.length === 0) return [];
  return db
    .select({
      momentId: leader.momentId,
      personId: person.id,
      name: person.name,
      email: account.email,
      deactivatedAt: person.deactivatedAt,
    })
    .from(leader)
    .innerJoin(person, eq(person.id, leader.personId))
    .innerJoin(account, eq(account.personId, leader.personId))
    .where(
      and(
        inArray(leader.momentId, [...momentIds]),
        eq(leader.kind, 'substitute'),
        or(isNull(leader.until), gt(leader.until, now)),
      ),
    );
}

/** Which of these runs were begun. */
export async function listRunPeriods(db: Queryable, name: string, periods: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let i = 0; i < periods.length; i += 500) {
    const rows = await db
      .select({ period: jobRun.period })
      .from(jobRun)
      .where(and(eq(jobRun.name, name), inArray(jobRun.period, periods.slice(i, i + 500))));
    for (const row of rows) found.add(row.period);
  }
  return found;
}
