import { findWork } from '#src/db/queries/make-up-work.ts';
import { listLeaderNames } from '#src/db/queries/own-groups.ts';
import { dayMoment, longDate } from '#src/domain/calendar-day.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { answersOf, longestAnswer, replyKey, workState, type WorkState } from '#src/domain/make-up-task.ts';
import type { Context } from '../context.ts';
import { reachOwnMeeting } from '../meeting/reach-own.ts';
import { newId } from '../new-id.ts';
import { notFound } from '../service-error.ts';
import { ownAttendance } from './own-attendance.ts';
import { taskOf } from './task.ts';

export interface TaskPage {
  meetingId: string;
  nr: number;
  title: string;
  groupName: string;
  intro: string;
  read: string[];
  talk: string;
  questions: { id: string; text: string; answer: string }[];
  longest: number;
  talked: boolean;
  state: WorkState;
  /** What the leader asked to complete. */
  reply: string | null;
  /** "Bewaard op 3 februari 2027." */
  saved: string | null;
  /** Whom it waits for, or who will read it. */
  reader: string;
  /** Why nothing can be written here now; null when it can. */
  closed: string | null;
  /** Hidden in the form: a click that comes in twice is one. */
  clientKey: string;
}

/** The make-up task of a meeting, for who missed it. */
export async function openTask(ctx: Context, input: { meetingId: string }): Promise<TaskPage> {
  const { actor, meeting } = await reachOwnMeeting(ctx, input.meetingId);
  const task = taskOf(ctx, meeting);
  if (!task) throw notFound();
  const where = { meetingId: meeting.id, personId: actor.personId };
  const [work, { attendance, open, coming }, leaders] = await Promise.all([
    findWork(ctx.db, where),
    ownAttendance(ctx.db, { ...where, now: ctx.now }),
    listLeaderNames(ctx.db, meeting.groupId, ctx.now),
  ]);
  const answers = answersOf(
    work,
    task.questions.map((q) => q.id),
  );
  return {
    meetingId: meeting.id,
    nr: meeting.nr,
    title: meeting.title,
    groupName: meeting.groupName,
    intro: task.intro,
    read: task.read,
    talk: task.talk,
    questions: task.questions.map(({ id, text }) => ({ id, text, answer: answers[id] ?? '' })),
    longest: longestAnswer,
    talked: work?.talked ?? false,
    state: workState(work),
    reply: work?.handedIn ? null : (work?.response[replyKey] ?? null),
    saved: work ? `${work.handedIn ? 'Ingeleverd' : 'Bewaard'} op ${longDate(work.at)}.` : null,
    reader: enumerate(leaders, 'of') || 'je begeleider',
    closed: closedText(),
    clientKey: newId(),
  };

  function closedText(): string | null {
    if (meeting.cancelledAt) return 'Deze bijeenkomst gaat niet door. Je hoeft niets in te halen.';
    if (attendance.state === 'attended') return 'Je was bij deze bijeenkomst. Je hoeft niets in te halen.';
    if (attendance.state === 'madeUp') return `Je hebt deze bijeenkomst ingehaald, op ${longDate(attendance.on)}.`;
    if (open) return null;
    return coming
      ? `Er komt nog een moment: ${dayMoment(coming)}. Kom daar naartoe als dat lukt. Daarna kan inhalen ook.`
      : 'Deze bijeenkomst is nog niet geweest.';
  }
}
