import { listMarks } from '#src/db/queries/attendance.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { fullPeriod, longDay, wallClock } from '#src/domain/calendar-day.ts';
import { capital, count, enumerate } from '#src/domain/dutch.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { wishesOn } from '../planning/load.ts';
import { hasAttendance } from './change-moment.ts';
import { heldAlready } from './cancel-moment.ts';
import { loadMomentLeaders } from './leaders.ts';
import { reachMoment } from './reach.ts';

export interface MomentPage {
  groupId: string;
  groupName: string;
  nr: number;
  title: string;
  momentId: string;
  back: string;
  when: string;
  cancelled: boolean;
  /** As the form shows them. */
  fields: { day: string; start: string; end: string; place: string; sequence: number };
  /** Why it can't be taken off; null when it can. */
  fixed: string | null;
  /** "Vier mensen krijgen een mail"; null when nobody hears it. */
  told: string | null;
  /** "module 3 (9 maart 2027) en module 4 (16 maart 2027)": wishes that move along; null for none. */
  wishes: string | null;
}

/** One moment, to change it or take it off. */
export async function openMoment(ctx: Context, input: { groupId: string; nr: number; momentId: string }): Promise<MomentPage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { meeting, moment } = await reachMoment(ctx.db, input);
  const [marks, expected, wishes] = await Promise.all([
    listMarks(ctx.db, [moment.id]),
    listExpected(ctx.db, [moment.id]),
    wishesOn(ctx.db, ctx, { group, meetingId: meeting.id, momentId: moment.id }),
  ]);
  const leading = await loadMomentLeaders(ctx.db, { groupId: group.id, momentIds: [moment.id], now: ctx.now });
  const hear = new Set([...expected, ...(leading.get(moment.id) ?? [])].map((p) => p.personId));
  const from = wallClock(moment.startsAt);
  return {
    groupId: group.id,
    groupName: group.name,
    nr: meeting.nr,
    title: meeting.title,
    momentId: moment.id,
    back: meetingPath(group.id, meeting.nr),
    when: fullPeriod(moment.startsAt, moment.endsAt),
    cancelled: moment.cancelledAt !== null || meeting.cancelledAt !== null,
    fields: {
      day: from.day,
      start: from.time,
      end: wallClock(moment.endsAt).time,
      place: moment.place,
      sequence: moment.sequence,
    },
    fixed: hasAttendance(marks, moment.id) ? heldAlready : null,
    told:
      moment.startsAt > ctx.now && hear.size > 0 && group.kind !== 'practice'
        ? `${capital(count(hear.size, 'persoon krijgt', 'mensen krijgen'))} een mail`
        : null,
    wishes: wishes.length > 0 ? enumerate(wishes.map((w) => `module ${w.number} (${longDay(w.day)})`)) : null,
  };
}
