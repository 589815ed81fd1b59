import { findCheckIn, findMomentOf } from '#src/db/queries/check-in.ts';
import { listMarks } from '#src/db/queries/attendance.ts';
import { attendanceAt } from '#src/domain/attendance.ts';
import { fullPeriod, hour } from '#src/domain/calendar-day.ts';
import { canCheckIn, checkInOpens } from '#src/domain/check-in.ts';
import { authorise, type Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { loadPolls, pollOnScreen, type PollView } from '../poll/view.ts';
import { notFound } from '../service-error.ts';
import { carouselOf, loadRun, type CarouselView, type RunStage, type TimerView } from './load.ts';

export interface ParticipantPage {
  momentId: string;
  title: string;
  groupName: string;
  when: string;
  place: string;
  stage: RunStage | 'off';
  part: { title: string; form: string; question: string | null } | null;
  timer: TimerView | null;
  carousel: CarouselView | null;
  poll: PollView | null;
  checkIn:
    | { state: 'confirmed' | 'done' }
    | { state: 'open' }
    | { state: 'before'; text: string }
    | { state: 'after' }
    | { state: 'none' };
  clientKey: string;
  owner: string;
  revision: number;
}

/** A meeting for who takes part: what is on now, voting, and whether one is checked in. To anyone else it is not there. */
export async function openParticipant(ctx: Context, input: { momentId: string }): Promise<ParticipantPage> {
  const { personId } = authorise(ctx, 'course:follow');
  const found = await findMomentOf(ctx.db, input.momentId, personId);
  if (!found) throw notFound();
  const loaded = await loadRun(ctx, {
    courseId: found.courseId,
    meetingId: found.meetingId,
    templateId: found.templateId,
    moment: { id: found.momentId, startsAt: found.startsAt, endsAt: found.endsAt },
  });
  const { part, run } = loaded;
  const polls = await loadPolls(ctx.db, found.momentId, personId);
  return {
    momentId: found.momentId,
    title: found.title,
    groupName: found.groupName,
    when: fullPeriod(found.startsAt, found.endsAt),
    place: found.place,
    stage: found.cancelledAt ? 'off' : loaded.stage,
    part: part && { title: part.item.title, form: part.item.form, question: part.item.question ?? null },
    timer: loaded.timer,
    carousel: part?.item.tool === 'carousel' ? carouselOf(loaded, ctx.now) : null,
    poll: part
      ? pollOnScreen(polls, { question: part.item.question, since: run?.runningSince ?? null })
      : (polls.find((p) => !p.closed) ?? null),
    checkIn: await checkInState(ctx, found, personId),
    clientKey: newId(),
    owner: personId,
    revision: loaded.revision,
  };
}

async function checkInState(
  ctx: Context,
  found: { momentId: string; startsAt: Date; endsAt: Date; cancelledAt: Date | null },
  personId: string,
): Promise<ParticipantPage['checkIn']> {
  if (found.cancelledAt) return { state: 'none' };
  if (attendanceAt(await listMarks(ctx.db, [found.momentId]), found.momentId, personId) === 'present')
    return { state: 'confirmed' };
  if (await findCheckIn(ctx.db, found.momentId, personId)) return { state: 'done' };
  if (canCheckIn(found, ctx.now)) return { state: 'open' };
  const opens = checkInOpens(found);
  return ctx.now < opens ? { state: 'before', text: `Inchecken kan vanaf ${hour(opens)}.` } : { state: 'after' };
}
