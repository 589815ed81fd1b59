import { findIntention } from '#src/db/queries/agreement.ts';
import { findCheckIn, findMomentOf } from '#src/db/queries/check-in.ts';
import { listMarks } from '#src/db/queries/attendance.ts';
import { findOwnMeeting } from '#src/db/queries/own-meeting.ts';
import { attendanceAt } from '#src/domain/attendance.ts';
import { fullPeriod, hour } from '#src/domain/calendar-day.ts';
import { canCheckIn, checkInOpens } from '#src/domain/check-in.ts';
import { madeAgreements, type MadeAgreement } from '../agreement/made.ts';
import { authorise, type Context } from '../context.ts';
import { intentionPath } from '../intention/open.ts';
import { newId } from '../new-id.ts';
import { loadPolls, pollOnScreen, type PollView } from '../poll/view.ts';
import { notFound } from '../service-error.ts';
import { carouselOf, loadRun, type CarouselView, type LoadedRun, type RunStage, type TimerView } from './load.ts';

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
  /** While the group makes agreements, and after the meeting: what was agreed in it. */
  agreements: MadeAgreement[] | null;
  /** While each writes down what they intend. `href` is null for a guest, who has no page for it. */
  intention: { href: string | null; written: boolean } | null;
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
    agreements: await agreementsOf(ctx, found, loaded),
    intention: part?.item.tool === 'intention' ? await intentionOf(ctx, found, personId) : null,
    checkIn: await checkInState(ctx, found, personId),
    clientKey: newId(),
    owner: personId,
    revision: loaded.revision,
  };
}

async function agreementsOf(
  ctx: Context,
  found: { groupId: string; meetingId: string },
  { part, stage }: Pick<LoadedRun, 'part' | 'stage'>,
): Promise<MadeAgreement[] | null> {
  if (part?.item.tool === 'agreements') return madeAgreements(ctx, found);
  if (stage !== 'ended') return null;
  const made = await madeAgreements(ctx, found);
  return made.length > 0 ? made : null;
}

async function intentionOf(ctx: Context, found: { meetingId: string; momentId: string }, personId: string) {
  const own = { meetingId: found.meetingId, personId };
  if (!(await findOwnMeeting(ctx.db, own))) return { href: null, written: false };
  return { href: intentionPath(found.meetingId, found.momentId), written: (await findIntention(ctx.db, own)) !== null };
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
