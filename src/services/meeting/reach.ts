import type { Queryable } from '#src/db/client.ts';
import { findMeeting, type MomentRow } from '#src/db/queries/moment.ts';
import { listMoments } from '#src/db/queries/rule.ts';
import { notFound, refused } from '../service-error.ts';

export type ReachedMeeting = NonNullable<Awaited<ReturnType<typeof findMeeting>>>;

/** The meeting with this number in the group and its moments, the earliest first. */
export async function reachMeeting(
  db: Queryable,
  where: { groupId: string; nr: number },
): Promise<{ meeting: ReachedMeeting; moments: MomentRow[] }> {
  const meeting = Number.isInteger(where.nr) ? await findMeeting(db, where) : null;
  if (!meeting) throw notFound();
  return { meeting, moments: await listMoments(db, [meeting.id]) };
}

/** One moment of that meeting, with the others beside it. */
export async function reachMoment(db: Queryable, where: { groupId: string; nr: number; momentId: string }) {
  const { meeting, moments } = await reachMeeting(db, where);
  const moment = moments.find((m) => m.id === where.momentId);
  if (!moment) throw notFound();
  return { meeting, moments, moment };
}

export function assertNotCancelled(meeting: ReachedMeeting) {
  if (meeting.cancelledAt) throw refused('Deze bijeenkomst gaat niet door. Er kan niets meer veranderd worden.');
}
