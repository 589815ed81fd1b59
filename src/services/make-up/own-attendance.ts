import { listMakeUps, listMarks } from '#src/db/queries/attendance.ts';
import { listMoments } from '#src/db/queries/rule.ts';
import type { Queryable } from '#src/db/client.ts';
import { attendanceOf, type MeetingAttendance } from '#src/domain/attendance.ts';
import { canDoTask } from '#src/domain/make-up-task.ts';
import { heldMoment } from '../group/load-work.ts';

/** How a meeting stands for one person, and whether a task can make up for it. */
export async function ownAttendance(
  db: Queryable,
  where: { meetingId: string; personId: string; now: Date },
): Promise<{ attendance: MeetingAttendance; open: boolean; coming: Date | null }> {
  const rows = await listMoments(db, [where.meetingId]);
  const [marks, makeUps] = await Promise.all([
    listMarks(
      db,
      rows.map((m) => m.id),
    ),
    listMakeUps(db, [where.meetingId]),
  ]);
  const moments = rows.map(heldMoment);
  const attendance = attendanceOf(
    moments,
    marks,
    makeUps.map((m) => ({ ...m, withdrawn: m.withdrawnAt !== null })),
    where.meetingId,
    where.personId,
  );
  const coming = moments.find((m) => !m.cancelled && m.endsAt > where.now)?.startsAt ?? null;
  return { attendance, open: canDoTask(attendance, moments, where.now), coming };
}
