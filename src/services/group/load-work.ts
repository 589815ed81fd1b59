import type { Queryable } from '#src/db/client.ts';
import { listMakeUps, listMarks } from '#src/db/queries/attendance.ts';
import { listExpected, listMeetingsOf } from '#src/db/queries/moment.ts';
import { listHandedIn } from '#src/db/queries/make-up-work.ts';
import { listMoments } from '#src/db/queries/rule.ts';
import type { HeldMoment } from '#src/domain/expectation.ts';
import { groupWork, type GroupWork } from '#src/domain/group-todo.ts';
import type { Member } from './members.ts';

/** What each of these groups asks for, in a number of queries that doesn't grow with groups or people. */
export async function loadWork(
  db: Queryable,
  groups: readonly { id: string; kind: string; closedAt: Date | null }[],
  members: ReadonlyMap<string, readonly Member[]>,
  now: Date,
): Promise<Map<string, GroupWork>> {
  const open = groups.filter((g) => g.closedAt === null).map((g) => g.id);
  const meetings = (await listMeetingsOf(db, open)).filter((m) => m.cancelledAt === null);
  const meetingIds = meetings.map((m) => m.id);
  const [moments, makeUps, handedIn] = await Promise.all([
    listMoments(db, meetingIds),
    listMakeUps(db, meetingIds),
    listHandedIn(db, meetingIds),
  ]);
  const momentIds = moments.map((m) => m.id);
  const [expected, marks] = await Promise.all([listExpected(db, momentIds), listMarks(db, momentIds)]);
  const groupOfMeeting = new Map(meetings.map((m) => [m.id, m.groupId]));
  const groupOfMoment = new Map(moments.map((m) => [m.id, groupOfMeeting.get(m.meetingId)]));
  const of = <T>(rows: readonly T[], group: (row: T) => string | undefined) => {
    const by = Map.groupBy(rows, group);
    return (id: string) => by.get(id) ?? [];
  };
  const ofMeeting = (row: { meetingId: string }) => groupOfMeeting.get(row.meetingId);
  const ofMoment = (row: { momentId: string }) => groupOfMoment.get(row.momentId);
  const [meetingsOf, momentsOf, expectedOf] = [of(meetings, (m) => m.groupId), of(moments, ofMeeting), of(expected, ofMoment)];
  const [marksOf, makeUpsOf, handedInOf] = [of(marks, ofMoment), of(makeUps, ofMeeting), of(handedIn, ofMeeting)];
  const standing = new Set(groups.filter((g) => g.kind === 'standing').map((g) => g.id));
  const joined = (id: string, m: Member) => ({ personId: m.personId, joinedAt: standing.has(id) ? m.joinedAt : new Date(0) });
  return new Map(
    open.map((id) => [
      id,
      groupWork({
        now,
        meetings: meetingsOf(id),
        moments: momentsOf(id).map(heldMoment),
        expected: expectedOf(id),
        members: (members.get(id) ?? []).filter((m) => !m.left && !m.paused).map((m) => joined(id, m)),
        marks: marksOf(id),
        makeUps: makeUpsOf(id).map((m) => ({ ...m, withdrawn: m.withdrawnAt !== null })),
        handedIn: handedInOf(id),
      }),
    ]),
  );
}

export const heldMoment = (row: {
  id: string;
  meetingId: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  cancelledAt: Date | null;
}): HeldMoment => ({
  id: row.id,
  meetingId: row.meetingId,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  place: row.place,
  cancelled: row.cancelledAt !== null,
});
