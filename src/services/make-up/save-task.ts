import type { Transaction } from '#src/db/client.ts';
import { findWork, insertWork } from '#src/db/queries/make-up-work.ts';
import { listSpecialists } from '#src/db/queries/reach.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { answersOf, longestAnswer, replyKey } from '#src/domain/make-up-task.ts';
import { greetingName } from '#src/domain/person.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { loadLeaders, mailAddress } from '../group/members.ts';
import { meetingPath } from '../group/work-text.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { reachOwnMeeting, type OwnMeetingPlace } from '../meeting/reach-own.ts';
import { notFound, refused, ServiceError } from '../service-error.ts';
import { ownAttendance } from './own-attendance.ts';
import { taskOf } from './task.ts';

/** Name of the field with the answer to a question. */
export const answerField = (questionId: string) => `antwoord:${questionId}`;

/**
 * Keeps the answers of a make-up task: as a draft, or handed in for the leader to read. Handing in asks an answer to every
 * question; talking it over is asked, and the leader sees whether it was done.
 * @param input.answers question id → text; @param input.clientKey of the form: a second click adds nothing
 */
export async function saveTask(
  ctx: Context,
  input: {
    meetingId: string;
    clientKey: string;
    answers: ReadonlyMap<string, string>;
    talked: boolean;
    handIn: boolean;
    confirmed: boolean;
  },
): Promise<void> {
  const { actor, meeting } = await reachOwnMeeting(ctx, input.meetingId);
  const task = taskOf(ctx, meeting);
  if (!task) throw notFound();
  const answers = task.questions.map(({ id }) => ({ id, text: (input.answers.get(id) ?? '').trim() }));
  const wrong = answers.flatMap(({ id, text }) => {
    const field = answerField(id);
    if (text.length > longestAnswer)
      return { field, message: `Dit is te lang: houd het bij ${longestAnswer} tekens. Je tekst staat er nog.` };
    if (input.handIn && text === '') return { field, message: 'Schrijf hier nog iets op, dan kun je inleveren.' };
    return [];
  });
  if (wrong.length > 0) throw new ServiceError('invalid', wrong);
  const where = { meetingId: meeting.id, personId: actor.personId };
  await ctx.db.transaction(async (tx) => {
    if (meeting.cancelledAt) throw refused('Deze bijeenkomst gaat niet door. Je hoeft niets in te halen.');
    const { open } = await ownAttendance(tx, { ...where, now: ctx.now });
    if (!open) throw refused('Voor deze bijeenkomst hoef je nu geen opdracht te doen. Laad de pagina opnieuw.');
    const before = await findWork(tx, where);
    confirmNoCustomerData({
      texts: answers.map((a) => a.text),
      confirmed: input.confirmed,
      known: Object.values(
        answersOf(
          before,
          task.questions.map((q) => q.id),
        ),
      ),
    });
    // What the leader asked stays beside a draft, until it is handed in again.
    const reply = input.handIn ? undefined : before?.response[replyKey];
    const made = await insertWork(tx, {
      id: input.clientKey,
      ...where,
      response: { ...Object.fromEntries(answers.map((a) => [a.id, a.text])), ...(reply ? { [replyKey]: reply } : {}) },
      talked: input.talked,
      handedIn: input.handIn,
      at: ctx.now,
    });
    if (made && input.handIn) await tellReaders(tx, ctx, meeting, actor.personId);
  });
  ctx.mailWaits();
}

/** Says that something waits, to each leader once a day for each meeting: not who wrote it. */
async function tellReaders(tx: Transaction, ctx: Context, meeting: OwnMeetingPlace, writerId: string): Promise<void> {
  if (meeting.kind === 'practice') return;
  const leaders = (await loadLeaders(tx, [meeting.groupId], ctx.now)).get(meeting.groupId) ?? [];
  const readers =
    leaders.length > 0
      ? leaders
      : (await listSpecialists(tx, meeting.libraryId, ctx.now)).map((p) => ({
          personId: p.personId,
          name: greetingName(p.name),
          email: mailAddress(p),
        }));
  const { day } = wallClock(ctx.now);
  for (const { personId, name, email } of readers)
    if (email && personId !== writerId)
      await enqueueMail(tx, ctx, {
        kind: 'makeUpHandedIn',
        to: email,
        personId,
        values: {
          name,
          group: meeting.groupName,
          meeting: meeting.title,
          link: `${ctx.publicBaseUrl}${meetingPath(meeting.groupId, meeting.nr)}#inhalen`,
        },
        idempotencyKey: `makeUpHandedIn ${meeting.id} ${day} ${personId}`,
      });
}
