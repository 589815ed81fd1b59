import { listMakeUps, listValidCertificates } from '#src/db/queries/attendance.ts';
import { listHandedIn } from '#src/db/queries/make-up-work.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { counts, makeUpHow, makeUpNames, type MeetingAttendance } from '#src/domain/attendance.ts';
import { dayMoment, longDate } from '#src/domain/calendar-day.ts';
import { placeOf } from '#src/domain/expectation.ts';
import { issuedSentence } from '../certificate/issued-text.ts';
import { loadStanding } from '../certificate/load-standing.ts';
import { statesMeeting } from '../attendance/tell-correction.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers } from '../group/members.ts';
import { momentLines, type MomentLine } from '../group/moment-line.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { workPath } from '../make-up/open-work.ts';
import { taskOf } from '../make-up/task.ts';
import { newId } from '../new-id.ts';
import { notFound } from '../service-error.ts';
import { guideKey } from './guide-key.ts';
import { reachMeeting } from './reach.ts';

export interface MeetingPage {
  groupId: string;
  groupName: string;
  nr: number;
  title: string;
  path: string;
  cancelled: boolean;
  /** Can moments be planned and changed? Not of a meeting that is off, nor in a closed group. */
  plannable: boolean;
  /** Does the group's rule ask for it? */
  asked: boolean;
  /** What it is for, from the course; null for a meeting of one's own. */
  template: { summary: string; questions: string[]; minutes: number } | null;
  /** Path of the written-out guide; null where the course has none. */
  guide: string | null;
  moments: MomentLine[];
  /** One person in the group, with how the meeting stands for them. */
  people: {
    personId: string;
    name: string;
    /** "aanwezig op di 12 jan, 9 uur", "ingehaald: inhaalopdracht", "afwezig", "niet ingevuld" */
    state: string;
    /** Can "ingehaald" be recorded? */
    canMakeUp: boolean;
    makeUp: { id: string; how: string; note: string } | null;
  }[];
  howOptions: { value: string; label: string }[];
  /** How many stand at no moment that is still on. */
  unplaced: number;
  /** Make-up tasks that were handed in and wait to be read. */
  waiting: { name: string; when: string; href: string }[];
  /** Is there a task that participants find themselves? */
  hasTask: boolean;
  clientKey: string;
  afterCertificate: { name: string; href: string }[];
  /** Sentence about the certificates that the last form earned. */
  issued: string | null;
}

/** A meeting of a group: what it is for, its moments, and how it stands for each participant. */
export async function openMeeting(
  ctx: Context,
  input: { groupId: string; nr: number; earned?: readonly string[] },
): Promise<MeetingPage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { meeting, moments } = await reachMeeting(ctx.db, input);
  const [memberMap, makeUps, expected, valid, handedIn] = await Promise.all([
    loadMembers(ctx.db, [group.id]),
    listMakeUps(ctx.db, [meeting.id]),
    listExpected(
      ctx.db,
      moments.map((m) => m.id),
    ),
    listValidCertificates(ctx.db, [group.id]),
    listHandedIn(ctx.db, [meeting.id]),
  ]);
  const active = (memberMap.get(group.id) ?? []).filter((m) => !m.left);
  const ids = active.map((m) => m.personId);
  const standing = await loadStanding(ctx.db, ctx.catalogue, group.id, ids);
  if (!standing) throw notFound();
  const template = ctx.catalogue.courses.get(group.courseId)?.meetings.find((m) => m.id === meeting.templateId);
  const held = moments.map(heldMoment);
  const attendance = (personId: string) => standing.people.get(personId)?.attendance.get(meeting.id);
  return {
    groupId: group.id,
    groupName: group.name,
    nr: meeting.nr,
    title: meeting.title,
    path: meetingPath(group.id, meeting.nr),
    cancelled: meeting.cancelledAt !== null,
    plannable: meeting.cancelledAt === null && group.closedAt === null,
    asked: standing.rule.meetings.some((m) => m.meetingId === meeting.id),
    template: template ? { summary: template.summary, questions: template.questions, minutes: template.minutes } : null,
    guide:
      meeting.cancelledAt === null && ctx.catalogue.guides.has(guideKey(group.courseId, meeting.templateId))
        ? `${meetingPath(group.id, meeting.nr)}/draaiboek`
        : null,
    moments: momentLines(ctx, { groupId: group.id, meeting, standing, expected, members: ids }),
    people: active.map((member) => {
      const own = attendance(member.personId);
      const makeUp = makeUps.find((m) => m.personId === member.personId && m.withdrawnAt === null);
      return {
        personId: member.personId,
        name: member.name,
        state: stateText(own, held),
        canMakeUp: !counts(own) && meeting.cancelledAt === null,
        makeUp: makeUp
          ? {
              id: makeUp.id,
              how: makeUpNames[makeUp.how],
              note: `${makeUp.byName ? `door ${makeUp.byName}, ` : ''}${longDate(makeUp.at)}`,
            }
          : null,
      };
    }),
    howOptions: makeUpHow.map((value) => ({ value, label: makeUpNames[value] })),
    unplaced: ids.filter((id) => !counts(attendance(id)) && placeOf(id, held, expected) === null).length,
    waiting: handedIn.flatMap(({ personId, at }) => {
      const member = active.find((m) => m.personId === personId);
      if (!member || counts(attendance(personId)) || meeting.cancelledAt) return [];
      return [{ name: member.name, when: longDate(at), href: workPath(group.id, meeting.nr, personId) }];
    }),
    hasTask: taskOf(ctx, { courseId: group.courseId, templateId: meeting.templateId }) !== null,
    clientKey: newId(),
    afterCertificate: active
      .filter((m) => statesMeeting(valid, m.personId, meeting.nr) && !counts(attendance(m.personId)))
      .map((m) => ({ name: m.name, href: `/groepen/${group.id}/deelnemers/${m.personId}` })),
    issued: issuedSentence(valid, input.earned ?? [], new Map(active.map((m) => [m.personId, m.name]))),
  };
}

function stateText(own: MeetingAttendance | undefined, held: readonly { id: string; startsAt: Date }[]): string {
  if (own?.state === 'attended') {
    const at = held.find((m) => m.id === own.momentId);
    return at ? `aanwezig op ${dayMoment(at.startsAt)}` : 'aanwezig';
  }
  if (own?.state === 'madeUp') return `ingehaald: ${makeUpNames[own.how]}`;
  return own?.state === 'absent' ? 'afwezig' : 'niet ingevuld';
}
