import { listOwnWork, type WorkRow } from '#src/db/queries/make-up-work.ts';
import { listExpectedMoments, listLeaderNames, listOwnGroups } from '#src/db/queries/own-groups.ts';
import { makeUpNames, recordingOpens, type MeetingAttendance } from '#src/domain/attendance.ts';
import { dayDate, fullDate, fullPeriod, hour, longDate } from '#src/domain/calendar-day.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { canDoTask, workState, type WorkState } from '#src/domain/make-up-task.ts';
import { participantPath } from '../check-in/open.ts';
import { loadStanding, type GroupStanding } from '../certificate/load-standing.ts';
import { authorise, type Context } from '../context.ts';
import { intentionPath, intentionQuestion } from '../intention/open.ts';
import { makeUpPath, taskOf } from '../make-up/task.ts';
import { listSent, reportPath } from '../report/reach.ts';
import { listOpenPolls } from '#src/db/queries/date-poll.ts';
import { listMomentsLed } from '#src/db/queries/leader.ts';
import { listOtherMoments, listOwnVisits } from '#src/db/queries/visit.ts';
import { ownMoments } from '../card/facts.ts';
import { momentPath } from '../group/work-text.ts';

export interface OwnMoment {
  /** "dinsdag 16 februari 2027" */
  day: string;
  /** "9 uur tot 10.30 uur" */
  hours: string;
  place: string;
  /** Where someone said so: this is the moment the reader is expected at. */
  expected: boolean;
  cancelled: boolean;
  /** Where to take part, from an hour before until the end; else null. */
  href: string | null;
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
  /** Where one goes on: the make-up task, one's own intention, the report. */
  links: { href: string; label: string; main: boolean }[];
  /** Where the reader follows it with another group: that they chose so, or that they can. */
  elsewhere: { text: string; href: string; action: string } | null;
}

export interface OwnMeetings {
  coming: OwnMeeting[];
  undated: OwnMeeting[];
  past: OwnMeeting[];
  hasGroup: boolean;
  /** Days to choose from, asked of the reader. */
  polls: { text: string; href: string }[];
  /** Moments that the reader leads in another's place, or is a guest at. */
  led: { text: string; role: string; href: string }[];
}

/** The meetings of the signed-in person over all their groups. */
export async function listOwnMeetings(ctx: Context): Promise<OwnMeetings> {
  const { personId } = authorise(ctx, 'course:follow');
  const groups = await listOwnGroups(ctx.db, personId);
  const coming: { at: number; meeting: OwnMeeting }[] = [];
  const past: { at: number; meeting: OwnMeeting }[] = [];
  const undated: OwnMeeting[] = [];
  for (const { id, joinedAt } of groups) {
    const [standing, leaders] = await Promise.all([
      loadStanding(ctx.db, ctx.catalogue, id, [personId]),
      listLeaderNames(ctx.db, id, ctx.now),
    ]);
    if (!standing) continue;
    standing.moments = ownMoments(standing, joinedAt);
    const meetingIds = standing.meetings.map((m) => m.id);
    const [expected, work, sent, visits] = await Promise.all([
      listExpectedMoments(ctx.db, { personId, momentIds: standing.moments.map((m) => m.id) }),
      listOwnWork(ctx.db, { meetingIds, personId }),
      listSent(ctx.db, meetingIds),
      listOwnVisits(ctx.db, { personIds: [personId], meetingIds }),
    ]);
    for (const meeting of standing.meetings) {
      const attendance = standing.people.get(personId)?.attendance.get(meeting.id) ?? { state: 'notRecorded' as const };
      const own = { expected, work: work.find((w) => w.meetingId === meeting.id) ?? null, reported: sent.has(meeting.id) };
      const all = standing.moments.filter((m) => m.meetingId === meeting.id);
      const begun = meeting.cancelledAt === null && all.some((m) => m.cancelledAt === null && m.startsAt <= ctx.now);
      const place = { courseId: standing.group.courseId, meetingId: meeting.id, templateId: meeting.templateId };
      const intends = begun && (await intentionQuestion(ctx, place)) !== null;
      const view = meetingView(ctx, standing, meeting, attendance, { ...own, intends }, leaders);
      const ahead = all.find((m) => m.endsAt > ctx.now);
      const last = all.findLast((m) => m.cancelledAt === null) ?? (view.cancelled ? all.at(-1) : undefined);
      const settled = attendance.state === 'attended' || attendance.state === 'madeUp';
      if (!settled)
        view.elsewhere = await elsewhereOf(
          ctx,
          standing,
          meeting,
          visits.find((v) => v.forMeetingId === meeting.id),
        );
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
    polls: (await listOpenPolls(ctx.db, personId, ctx.now)).map((poll) => ({
      text: `Wanneer kun je voor ‘${poll.title}’ (${poll.groupName})? Vul het in tot ${dayDate(poll.closesAt)}.`,
      href: `/datumprikker/${poll.id}`,
    })),
    led: (await listMomentsLed(ctx.db, personId, ctx.now))
      .filter((m) => m.cancelledAt === null)
      .map((m) => ({
        text: `${m.title} (${m.groupName}): ${fullPeriod(m.startsAt, m.endsAt)}, ${m.place}`,
        role: m.kind === 'guest' ? 'Je bent te gast.' : 'Je begeleidt dit moment als vervanger.',
        href: momentPath(m.groupId, m.nr, m.momentId),
      })),
  };
}

/** Another group of the library may hold the same meeting at a better time. */
async function elsewhereOf(
  ctx: Context,
  standing: GroupStanding,
  meeting: GroupStanding['meetings'][number],
  visit: Awaited<ReturnType<typeof listOwnVisits>>[number] | undefined,
): Promise<OwnMeeting['elsewhere']> {
  const { group } = standing;
  const href = `/bijeenkomsten/${group.id}/${meeting.nr}`;
  if (visit) {
    const when = `${fullPeriod(visit.startsAt, visit.endsAt)}, ${visit.place}`;
    if (visit.cancelledAt)
      return { text: `Het moment dat je koos gaat niet door: ${when}.`, href, action: 'Kies een ander moment' };
    return { text: `Je komt bij de groep ‘${visit.groupName}’: ${when}.`, href, action: 'Verander dit' };
  }
  const { templateId } = meeting;
  if (templateId === null || meeting.cancelledAt || group.closedAt || group.kind === 'practice') return null;
  const moments = await listOtherMoments(ctx.db, {
    groupId: group.id,
    libraryId: group.libraryId,
    courseId: group.courseId,
    templateId,
    now: ctx.now,
  });
  if (moments.length === 0) return null;
  return { text: 'Past dit niet? Een andere groep houdt deze bijeenkomst ook.', href, action: 'Kom bij een andere groep' };
}

function meetingView(
  ctx: Context,
  standing: GroupStanding,
  meeting: GroupStanding['meetings'][number],
  attendance: MeetingAttendance,
  {
    expected,
    work,
    reported,
    intends,
  }: { expected: ReadonlySet<string>; work: WorkRow | null; reported: boolean; intends: boolean },
  leaders: readonly string[],
): OwnMeeting {
  const template = ctx.catalogue.courses.get(standing.group.courseId)?.meetings.find((t) => t.id === meeting.templateId);
  const all = standing.moments.filter((m) => m.meetingId === meeting.id);
  const ahead = all.filter((m) => m.endsAt > ctx.now);
  const there = attendance.state === 'attended' ? all.filter((m) => m.id === attendance.momentId) : [];
  const shown = there.length > 0 ? there : ahead.length > 0 ? ahead : all;
  const open = ahead.filter((m) => m.cancelledAt === null);
  const place = { courseId: standing.group.courseId, templateId: meeting.templateId };
  const missed = canDoTask(
    attendance,
    all.map((m) => ({ endsAt: m.endsAt, cancelled: m.cancelledAt !== null })),
    ctx.now,
  );
  const task = missed && meeting.cancelledAt === null && taskOf(ctx, place) ? workState(work) : null;
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
      href: m.cancelledAt === null && recordingOpens(m.startsAt) <= ctx.now && m.endsAt > ctx.now ? participantPath(m.id) : null,
    })),
    cancelled: meeting.cancelledAt !== null,
    choose: open.length > 1 && !open.some((m) => expected.has(m.id)),
    state: attendance.state,
    elsewhere: null,
    status: statusOf(attendance, leaders, {
      cancelled: meeting.cancelledAt !== null,
      coming: open.length > 0,
      held: all.some((m) => m.cancelledAt === null),
      task,
    }),
    links: [
      ...(task && task !== 'waiting'
        ? [
            {
              href: makeUpPath(meeting.id),
              label: task === 'fresh' ? 'Haal in met een opdracht' : 'Verder met je opdracht',
              main: true,
            },
          ]
        : task === 'waiting'
          ? [{ href: makeUpPath(meeting.id), label: 'Bekijk je opdracht', main: false }]
          : []),
      ...(intends ? [{ href: intentionPath(meeting.id), label: 'Mijn voornemen', main: false }] : []),
      ...(reported ? [{ href: reportPath(standing.group.id, meeting.nr), label: 'Lees het verslag', main: false }] : []),
    ],
  };
}

function statusOf(
  attendance: MeetingAttendance,
  leaders: readonly string[],
  meeting: { cancelled: boolean; coming: boolean; held: boolean; task: WorkState | null },
): string | null {
  const ask = leaders.length > 0 ? `Vraag het aan ${enumerate(leaders, 'of')}.` : 'Vraag het aan je begeleider.';
  if (attendance.state === 'attended') return 'Je was erbij.';
  if (attendance.state === 'madeUp') return `Ingehaald op ${longDate(attendance.on)}: ${makeUpNames[attendance.how]}.`;
  if (meeting.cancelled) return 'Deze bijeenkomst gaat niet door.';
  if (meeting.coming) return null;
  if (!meeting.held) return 'Er is nog geen datum. Je hoort het zodra die er is.';
  if (meeting.task === 'waiting')
    return `Je opdracht is ingeleverd. Die wacht op ${enumerate(leaders, 'of') || 'je begeleider'}.`;
  if (meeting.task === 'returned') return 'Je begeleider las je opdracht. Vul nog iets aan: er staat bij wat.';
  if (attendance.state === 'absent') return `Je was er niet bij. Je kunt deze bijeenkomst inhalen. ${ask}`;
  return `Deze bijeenkomst is geweest. Of jij er was, is nog niet ingevuld. ${ask}`;
}
