import { fullPeriod, hour } from '#src/domain/calendar-day.ts';
import { canCheckIn, checkInOpens, spacedPin, windowEnds, windowOf } from '#src/domain/check-in.ts';
import { madeAgreements, type MadeAgreement } from '../agreement/made.ts';
import { codeFor, pinFor } from '../check-in/code.ts';
import type { Context } from '../context.ts';
import { momentPath } from '../group/work-text.ts';
import { loadHard, type HardLine } from '../meeting/own-data.ts';
import { loadPolls, pollOnScreen, type PollView } from '../poll/view.ts';
import {
  carouselOf,
  countIn,
  loadPresent,
  loadRun,
  reachRun,
  type AgendaLine,
  type CarouselView,
  type MomentAt,
  type RunStage,
  type TimerView,
} from './load.ts';
import { paperPath, remotePath } from './paths.ts';

export interface CheckInView {
  /** "482 913" */
  pin: string;
  /** What the QR code holds. */
  url: string;
  /** Where the PIN is typed, without the scheme: "leren.bibliotheek.example/inchecken" */
  typeAt: string;
  /** Seconds until the next code. */
  changesIn: number;
}

export interface ScreenPage extends MomentAt {
  title: string;
  groupName: string;
  when: string;
  place: string;
  stage: RunStage;
  part: { nr: number; of: number; index: number; title: string; form: string; question: string | null; options: string[] } | null;
  timer: TimerView | null;
  agenda: AgendaLine[];
  next: string | null;
  checkIn: CheckInView | null;
  /** Why there is no code to check in with: "Inchecken kan vanaf 8.30 uur." */
  noCheckIn: string | null;
  /** "12 van 16 zijn er" */
  countText: string;
  poll: PollView | null;
  carousel: CarouselView | null;
  hard: HardLine[] | null;
  /** While the group makes agreements: those of this meeting so far. */
  agreements: MadeAgreement[] | null;
  /** What each writes down now is theirs: the screen says so. */
  intention: boolean;
  revision: number;
  remoteHref: string;
  paperHref: string;
  back: string;
}

/** What stands on the screen of the room. No name is on it but of who takes on an agreement that the room just made. */
export async function openScreen(ctx: Context, at: MomentAt): Promise<ScreenPage> {
  const place = await reachRun(ctx, at);
  const { group, meeting, moment } = place;
  const loaded = await loadRun(ctx, {
    courseId: group.courseId,
    meetingId: meeting.id,
    templateId: meeting.templateId,
    moment,
  });
  const { part, run } = loaded;
  const [present, polls] = await Promise.all([loadPresent(ctx.db, place), loadPolls(ctx.db, moment.id, null)]);
  const off = moment.cancelledAt !== null || meeting.cancelledAt !== null;
  const held = { ...moment, cancelledAt: off ? (moment.cancelledAt ?? meeting.cancelledAt) : null };
  const carousel = part?.item.tool === 'carousel' ? carouselOf(loaded, ctx.now) : null;
  return {
    ...at,
    title: meeting.title,
    groupName: group.name,
    when: fullPeriod(moment.startsAt, moment.endsAt),
    place: moment.place,
    stage: loaded.stage,
    part: part && {
      nr: part.index + 1,
      of: loaded.agenda.length,
      index: part.index,
      title: part.item.title,
      form: part.item.form,
      question: part.item.question ?? null,
      options: carousel ? [] : (part.item.options ?? []),
    },
    timer: loaded.timer,
    agenda: loaded.lines,
    next: part ? (loaded.agenda[part.index + 1]?.title ?? null) : null,
    checkIn: run && canCheckIn(held, ctx.now) ? checkInView(ctx, run) : null,
    noCheckIn: noCheckInText(ctx, held),
    countText: countText(countIn(present), present.expected.length),
    poll: part
      ? pollOnScreen(polls, { question: part.item.question, since: run?.runningSince ?? null })
      : (polls.find((p) => !p.closed) ?? null),
    carousel,
    hard: part?.item.tool === 'groupData' ? await loadHard(ctx, group.id) : null,
    agreements: part?.item.tool === 'agreements' ? await madeAgreements(ctx, { groupId: group.id, meetingId: meeting.id }) : null,
    intention: part?.item.tool === 'intention',
    revision: loaded.revision,
    remoteHref: remotePath(at),
    paperHref: paperPath(at),
    back: momentPath(at.groupId, at.nr, at.momentId),
  };
}

export function countText(there: number, expected: number): string {
  const verb = there === 1 ? 'is er' : 'zijn er';
  return expected > there ? `${there} van ${expected} ${verb}` : `${there} ${verb}`;
}

function checkInView(ctx: Context, run: { momentId: string; secret: string }): CheckInView {
  const window = windowOf(ctx.now);
  return {
    pin: spacedPin(pinFor(run, window)),
    url: `${ctx.publicBaseUrl}/inchecken/${codeFor(run, ctx.now)}`,
    typeAt: `${new URL(ctx.publicBaseUrl).host}/inchecken`,
    changesIn: Math.max(1, Math.ceil((windowEnds(window).getTime() - ctx.now.getTime()) / 1000)),
  };
}

function noCheckInText(ctx: Context, held: { startsAt: Date; endsAt: Date; cancelledAt: Date | null }): string | null {
  if (held.cancelledAt) return 'Dit moment gaat niet door.';
  if (canCheckIn(held, ctx.now)) return null;
  return ctx.now < checkInOpens(held)
    ? `Inchecken kan vanaf ${hour(checkInOpens(held))}.`
    : 'Inchecken kan niet meer. Vul zelf in wie er was.';
}
