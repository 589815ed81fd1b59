import { listMakeUps } from '#src/db/queries/attendance.ts';
import { findWork, type WorkRow } from '#src/db/queries/make-up-work.ts';
import type { Queryable } from '#src/db/client.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { answersOf } from '#src/domain/make-up-task.ts';
import type { Context } from '../context.ts';
import { loadMembers, type Member } from '../group/members.ts';
import { reachGroup, type ReachedGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { reachMeeting, type ReachedMeeting } from '../meeting/reach.ts';
import { newId } from '../new-id.ts';
import { notFound } from '../service-error.ts';
import { taskOf } from './task.ts';

export interface WorkPage {
  groupId: string;
  nr: number;
  meetingTitle: string;
  back: string;
  personId: string;
  name: string;
  /** The row that is read: what was changed since then isn't accepted unread. */
  workId: string;
  /** "Ingeleverd op 3 februari 2027." */
  when: string;
  answers: { question: string; answer: string }[];
  talk: string;
  talked: boolean;
  clientKey: string;
}

interface Place {
  groupId: string;
  nr: number;
  personId: string;
}

/** A task that was handed in and waits, as its reader finds it. A draft is nobody's business. */
export async function reachWork(
  db: Queryable,
  group: ReachedGroup,
  place: Place,
): Promise<{ meeting: ReachedMeeting; member: Member; work: WorkRow }> {
  const { meeting } = await reachMeeting(db, place);
  const member = ((await loadMembers(db, [group.id])).get(group.id) ?? []).find((m) => m.personId === place.personId && !m.left);
  const work = await findWork(db, { meetingId: meeting.id, personId: place.personId });
  if (!member || !work?.handedIn) throw notFound();
  return { meeting, member, work };
}

/** What someone handed in for a meeting they missed, for whoever leads the group. */
export async function openWork(ctx: Context, input: Place): Promise<WorkPage> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record');
  const { meeting, member, work } = await reachWork(ctx.db, group, input);
  const settled = (await listMakeUps(ctx.db, [meeting.id])).some((m) => m.personId === member.personId && m.withdrawnAt === null);
  const task = taskOf(ctx, { courseId: group.courseId, templateId: meeting.templateId });
  // Accepted already: it was read, and is not shown again.
  if (!task || settled) throw notFound();
  const answers = answersOf(
    work,
    task.questions.map((q) => q.id),
  );
  return {
    groupId: group.id,
    nr: meeting.nr,
    meetingTitle: meeting.title,
    back: meetingPath(group.id, meeting.nr),
    personId: member.personId,
    name: member.name,
    workId: work.id,
    when: `Ingeleverd op ${longDate(work.at)}.`,
    answers: task.questions.map(({ id, text }) => ({ question: text, answer: answers[id] ?? '' })),
    talk: task.talk,
    talked: work.talked,
    clientKey: newId(),
  };
}

export const workPath = (groupId: string, nr: number, personId: string) => `${meetingPath(groupId, nr)}/inhalen/${personId}`;
