/** When someone should hear that a meeting is slipping away from them, while something can still be done about it. */
import { counts, type MeetingAttendance } from './attendance.ts';
import type { HeldMoment } from './expectation.ts';

const day = 86_400_000;
/** Days before the last of several moments; and before the only one, of which everybody was told anyway. */
export const lastMomentLead = 7;
export const onlyMomentLead = 2;
/** Days after the last moment in which making it up is still news. */
export const makeUpNews = 14;

export type Chance =
  /** This is the only moment still to come. */
  | { kind: 'lastMoment'; moment: HeldMoment }
  /** All moments are over and this person was at none: only making it up is left. */
  | { kind: 'makeUp'; moment: HeldMoment };

/**
 * @param meeting one that counts for the award
 * @param meeting.moments all its moments, whatever their order
 */
export function lastChance(
  meeting: { moments: readonly HeldMoment[]; attendance: MeetingAttendance | undefined },
  now: Date,
): Chance | null {
  if (counts(meeting.attendance)) return null;
  const live = meeting.moments.filter((m) => !m.cancelled);
  const ahead = live.filter((m) => m.startsAt > now);
  const within = (from: Date, to: Date, days: number) => to.getTime() - from.getTime() <= days * day;
  const [next] = ahead;
  if (next) {
    const lead = live.length > 1 ? lastMomentLead : onlyMomentLead;
    return ahead.length === 1 && within(now, next.startsAt, lead) ? { kind: 'lastMoment', moment: next } : null;
  }
  const last = live.reduce<HeldMoment | null>((latest, m) => (latest && latest.endsAt >= m.endsAt ? latest : m), null);
  // While one is going on, or nobody wrote down who was there, it may still count.
  if (!last || last.endsAt > now || meeting.attendance?.state !== 'absent') return null;
  return within(last.endsAt, now, makeUpNews) ? { kind: 'makeUp', moment: last } : null;
}
