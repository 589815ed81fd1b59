import { listExpectedMoments, listLeaderNames, listOwnGroups } from '#src/db/queries/own-groups.ts';
import { makeUpNames, type MeetingAttendance } from '#src/domain/attendance.ts';
import { fullDate, hour, longDate } from '#src/domain/calendar-day.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { loadStanding, type GroupStanding } from '../certificate/load-standing.ts';
import { authorise, type Context } from '../context.ts';

export interface OwnMoment {
  /** "dinsdag 16 februari 2027" */
  day: string;
  /** "9 uur tot 10.30 uur" */
  hours: string;
  place: string;
  /** Where someone said so: this is the moment the reader is expected at. */
  expected: boolean;
  cancelled: boolean;
}

export interface OwnMeeting {
  nr: number;
  title: string;
  groupName: string;
  summary: string | null;
  /** Moments still to come, or with none of those: that were held. */
  moments: OwnMoment[];
  /** The whole meeting doesn't take place. */
  cancelled: boolean;
  /** More than one moment to choose from, and nobody said which. */
  choose: boolean;
  state: MeetingAttendance['state'];
  /** How it stands, in words; null for one that is to come. */
  status: string | null;
}

export interface OwnMeetings {
  coming: OwnMeeting[];
  undated: OwnMeeting[];
  past: OwnMeeting[];
  hasGroup: boolean;
}

/** The meetings of the signed-in person over all their groups. */
export async function listOwnMeetings(ctx: Context): Promise<OwnMeetings> {
  const { personId } = authorise(ctx, 'course:follow');
  const groups = await listOwnGroups(ctx.db, personId);
  const coming: { at: number; meeting: OwnMeeting }[] = [];
  const past: { at: number; meeting: OwnMeeting }[] = [];
  const undated: OwnMeeting[] = [];
  for (const { id } of groups) {
    const [standing, leaders] = await Promise.all([
      loadStanding(ctx.db, ctx.catalogue, id, [personId]),
      listLeaderNames(ctx.db, id, ctx.now),
    ]);
    if (!standing) continue;
    const expected = await listExpectedMoments(ctx.db, { personId, momentIds: standing.moments.map((m) => m.id) });
    for (const meeting of standing.meetings) {
      const attendance = standing.people.get(personId)?.attendance.get(meeting.id) ?? { state: 'notRecorded' as const };
      const view = meetingView(ctx, standing, meeting, attendance, expected, leaders);
      const all = standing.moments.filter((m) => m.meetingId === meeting.id);
      const ahead = all.find((m) => m.endsAt > ctx.now);
      const last = all.findLast((m) => m.cancelledAt === null) ?? (view.cancelled ? all.at(-1) : undefined);
      const settled = attendance.state === 'attended' || attendance.state === 'madeUp';
      if (ahead && !settled) coming.push({ at: ahead.startsAt.getTime(), meeting: view });
      else if (settled || last || view.cancelled) past.push({ at: (last?.startsAt ?? ctx.now).getTime(), meeting: view });
      else undated.push(view);
    }
  }
  return {
    coming: coming.sort((a, b) => a.at - b.at).map((c) => c.meeting),
    undated,
    past: past.sort((a, b) => b.at - a.at).map((p) => p.meeting),
    hasGroup: groups.length > 0,
  };
}

function meetingView(
  ctx: Context,
  standing: GroupStanding,
  meeting: GroupStanding['meetings'][number],
  attendance: MeetingAttendance,
  expected: ReadonlySet<string>,
  leaders: readonly string[],
): OwnMeeting {
  const template = ctx.catalogue.courses.get(standing.group.courseId)?.meetings.find((t) => t.id === meeting.templateId);
  const all = standing.moments.filter((m) => m.meetingId === meeting.id);
  const ahead = all.filter((m) => m.endsAt > ctx.now);
  const there = attendance.state === 'attended' ? all.filter((m) => m.id === attendance.momentId) : [];
  const shown = there.length > 0 ? there : ahead.length > 0 ? ahead : all;
  const open = ahead.filter((m) => m.cancelledAt === null);
  return {
    nr: meeting.nr,
    title: meeting.title,
    groupName: standing.group.name,
    summary: template?.summary ?? null,
    moments: shown.map((m) => ({
      day: fullDate(m.startsAt),
      hours: `${hour(m.startsAt)} tot ${hour(m.endsAt)}`,
      place: m.place,
      expected: expected.has(m.id) && open.includes(m),
      cancelled: m.cancelledAt !== null,
    })),
    cancelled: meeting.cancelledAt !== null,
    choose: open.length > 1 && !open.some((m) => expected.has(m.id)),
    state: attendance.state,
    status: statusOf(attendance, leaders, {
      cancelled: meeting.cancelledAt !== null,
      coming: open.length > 0,
      held: all.some((m) => m.cancelledAt === null),
    }),
  };
}

function statusOf(
  attendance: MeetingAttendance,
  leaders: readonly string[],
  meeting: { cancelled: boolean; coming: boolean; held: boolean },
): string | null {
  const ask = leaders.length > 0 ? `Vraag het aan ${enumerate(leaders, 'of')}.` : 'Vraag het aan je begeleider.';
  if (attendance.state === 'attended') return 'Je was erbij.';
  if (attendance.state === 'madeUp') return `Ingehaald op ${longDate(attendance.on)}: ${makeUpNames[attendance.how]}.`;
  if (meeting.cancelled) return 'Deze bijeenkomst gaat niet door.';
  if (meeting.coming) return null;
  if (!meeting.held) return 'Er is nog geen datum. Je hoort het zodra die er is.';
  if (attendance.state === 'absent') return `Je was er niet bij. Je kunt deze bijeenkomst inhalen. ${ask}`;
  return `Deze bijeenkomst is geweest. Of jij er was, is nog niet ingevuld. ${ask}`;
}
