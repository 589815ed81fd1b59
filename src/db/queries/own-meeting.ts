/** A meeting by its id, for someone of its group. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { learningGroup, meeting, membership, organisation } from '#src/db/schema/index.ts';

/** Null for who isn't in the group (any more). */
export async function findOwnMeeting(db: Queryable, where: { meetingId: string; personId: string }) {
  const [row] = await db
    .select({
      id: meeting.id,
      nr: meeting.nr,
      title: meeting.title,
      templateId: meeting.templateId,
      cancelledAt: meeting.cancelledAt,
      groupId: learningGroup.id,
      groupName: learningGroup.name,
      kind: learningGroup.kind,
      courseId: learningGroup.courseId,
      libraryId: learningGroup.libraryId,
      libraryName: organisation.name,
    })
    .from(meeting)
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
    .innerJoin(membership, eq(membership.groupId, meeting.groupId))
    .where(and(eq(meeting.id, where.meetingId), eq(membership.personId, where.personId), isNull(membership.leftAt)));
  return row ?? null;
}

/** Is this person in the group now? */
export async function isMember(db: Queryable, where: { groupId: string; personId: string }): Promise<boolean> {
  const rows = await db
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.groupId, where.groupId), eq(membership.personId, where.personId), isNull(membership.leftAt)));
  return rows.length > 0;
}
