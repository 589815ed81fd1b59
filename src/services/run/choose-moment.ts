import { fullPeriod, wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { remotePath, screenPath } from './paths.ts';

export interface MomentChoice {
  /** The only moment of today: nothing to choose. */
  only: string | null;
  title: string;
  nr: number;
  back: string;
  moments: { when: string; place: string; today: boolean; screen: string; remote: string }[];
}

/** Which moment of a meeting is led: the one of today, or a choice. */
export async function chooseMoment(ctx: Context, input: { groupId: string; nr: number }): Promise<MomentChoice> {
  await reachGroup(ctx, input.groupId, 'attendance:record');
  const { meeting, moments } = await reachMeeting(ctx.db, input);
  const day = (at: Date) => wallClock(at).day;
  const live = moments
    .filter((m) => m.cancelledAt === null && meeting.cancelledAt === null)
    .map((m) => ({ ...m, today: day(m.startsAt) === day(ctx.now), at: { ...input, momentId: m.id } }));
  const today = live.filter((m) => m.today);
  return {
    only: today.length === 1 && today[0] ? screenPath(today[0].at) : null,
    title: meeting.title,
    nr: meeting.nr,
    back: meetingPath(input.groupId, input.nr),
    moments: live.map((m) => ({
      when: fullPeriod(m.startsAt, m.endsAt),
      place: m.place,
      today: m.today,
      screen: screenPath(m.at),
      remote: remotePath(m.at),
    })),
  };
}
