/** Polls for a date: the days to choose from, and who can when. */
import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { datePoll, datePollAnswer, datePollOption, learningGroup, meeting, membership } from '#src/db/schema/index.ts';
import type { PollAnswer } from '#src/domain/date-poll.ts';

export async function insertPoll(
  db: Queryable,
  row: typeof datePoll.$inferInsert,
  options: (typeof datePollOption.$inferInsert)[],
): Promise<boolean> {
  const made = await db.insert(datePoll).values(row).onConflictDoNothing().returning({ id: datePoll.id });
  if (made.length === 0) return false;
  await db.insert(datePollOption).values(options);
  return true;
}

/** The newest poll of a meeting; null when there never was one. */
export async function findPollOf(db: Queryable, meetingId: string) {
  const [row] = await db.select().from(datePoll).where(eq(datePoll.meetingId, meetingId)).orderBy(desc(datePoll.at)).limit(1);
  return row ?? null;
}

/** A poll with its meeting and group; null when there is none. */
export async function findPoll(db: Queryable, pollId: string) {
  const [row] = await db
    .select({
      id: datePoll.id,
      closesAt: datePoll.closesAt,
      closedAt: datePoll.closedAt,
      chosenId: datePoll.chosenId,
      meetingId: meeting.id,
      nr: meeting.nr,
      title: meeting.title,
      groupId: learningGroup.id,
      groupName: learningGroup.name,
    })
    .from(datePoll)
    .innerJoin(meeting, eq(meeting.id, datePoll.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(eq(datePoll.id, pollId));
  return row ?? null;
}

export async function listOptions(db: Queryable, pollIds: readonly string[]) {
  if (pollIds.length === 0) return [];
  return db
    .select()
    .from(datePollOption)
    .where(inArray(datePollOption.pollId, [...pollIds]))
    .orderBy(asc(datePollOption.startsAt), asc(datePollOption.id));
}

export async function listAnswers(db: Queryable, optionIds: readonly string[]) {
  if (optionIds.length === 0) return [];
  return db
    .select()
    .from(datePollAnswer)
    .where(inArray(datePollAnswer.optionId, [...optionIds]));
}

/** One answer per option and person: the newest stays. */
export async function keepAnswer(db: Queryable, row: { optionId: string; personId: string; answer: PollAnswer; at: Date }) {
  await db
    .insert(datePollAnswer)
    .values(row)
    .onConflictDoUpdate({
      target: [datePollAnswer.optionId, datePollAnswer.personId],
      set: { answer: row.answer, at: row.at },
    });
}

export async function closePoll(db: Queryable, pollId: string, set: { closedAt: Date; chosenId: string | null }) {
  await db
    .update(datePoll)
    .set(set)
    .where(and(eq(datePoll.id, pollId), isNull(datePoll.closedAt)));
}

/** Polls that are open to this person, in the groups they take part in. */
export async function listOpenPolls(db: Queryable, personId: string, now: Date) {
  return db
    .select({ id: datePoll.id, closesAt: datePoll.closesAt, title: meeting.title, groupName: learningGroup.name })
    .from(datePoll)
    .innerJoin(meeting, eq(meeting.id, datePoll.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .innerJoin(membership, eq(membership.groupId, learningGroup.id))
    .where(
      and(
        eq(membership.personId, personId),
        isNull(membership.leftAt),
        isNull(membership.pausedAt),
        isNull(learningGroup.closedAt),
        isNull(meeting.cancelledAt),
        isNull(datePoll.closedAt),
        gt(datePoll.closesAt, now),
      ),
    )
    .orderBy(asc(datePoll.closesAt));
}
