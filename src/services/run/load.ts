import type { Queryable } from '#src/db/client.ts';
import { listMarks } from '#src/db/queries/attendance.ts';
import { listCheckIns, listVisitorIds } from '#src/db/queries/check-in.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { findRun, type RunRow } from '#src/db/queries/run.ts';
import type { AgendaItem } from '#src/domain/agenda.ts';
import { attendanceAt } from '#src/domain/attendance.ts';
import { hour } from '#src/domain/calendar-day.ts';
import { carouselPlan, minutesEach, mostStations, roundAt } from '#src/domain/carousel.ts';
import type { GuideAgenda } from '#src/domain/course.ts';
import { expectedAt } from '#src/domain/expectation.ts';
import { agendaTimes } from '#src/domain/meeting-guide.ts';
import { leftAt, partOf, timerText, usedAt } from '#src/domain/run.ts';
import { loadAgenda } from '../agenda/load.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers } from '../group/members.ts';
import { reachGroup, type ReachedGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';

export interface MomentAt {
  groupId: string;
  nr: number;
  momentId: string;
}

export interface AgendaLine {
  /** "9.05 uur" */
  from: string;
  minutes: number;
  title: string;
  state: 'done' | 'now' | 'later';
}

export interface TimerView {
  /** Seconds; below zero when the part takes longer. */
  left: number;
  running: boolean;
  /** "12:05" */
  text: string;
}

export interface CarouselView {
  minutes: number;
  topics: string[];
  /** `rounds[round][group]`: the topic's name. */
  rounds: string[][];
  /** The round that is on, from 0, and how long it lasts yet; null where the carousel isn't on. */
  now: { round: number; timer: TimerView } | null;
}

export interface RunPlace extends Awaited<ReturnType<typeof reachMoment>> {
  group: ReachedGroup;
}

/** A moment of a group, for whoever leads it. */
export async function reachRun(ctx: Context, at: MomentAt): Promise<RunPlace> {
  const group = await reachGroup(ctx, at.groupId, 'attendance:record');
  return { group, ...(await reachMoment(ctx.db, at)) };
}

export type RunStage = 'notReady' | 'waiting' | 'running' | 'ended';

export interface LoadedRun {
  run: RunRow | null;
  stage: RunStage;
  agenda: GuideAgenda;
  lines: AgendaLine[];
  /** The part that is on; null before the start and after the end. */
  part: { index: number; item: AgendaItem } | null;
  timer: TimerView | null;
  revision: number;
}

/** Where a moment is now. */
export async function loadRun(
  ctx: Pick<Context, 'db' | 'catalogue' | 'now'>,
  of: {
    courseId: string;
    meetingId: string;
    templateId: string | null;
    moment: { id: string; startsAt: Date; endsAt: Date };
  },
): Promise<LoadedRun> {
  const { moment } = of;
  const [run, { agenda }] = await Promise.all([
    findRun(ctx.db, moment.id),
    loadAgenda(ctx.db, ctx.catalogue, {
      ...of,
      minutes: Math.round((moment.endsAt.getTime() - moment.startsAt.getTime()) / 60_000),
    }),
  ]);
  const stage: RunStage =
    run === null ? 'notReady' : run.startedAt === null ? 'waiting' : run.endedAt === null ? 'running' : 'ended';
  const index = run ? partOf(run, agenda.length) : 0;
  const item = agenda[index];
  const times = agendaTimes(agenda, moment.startsAt);
  return {
    run,
    stage,
    agenda,
    lines: agenda.map(({ title, minutes }, at) => ({
      from: hour(times[at]?.from ?? moment.startsAt),
      minutes,
      title,
      state:
        stage === 'ended' || (stage === 'running' && at < index) ? 'done' : stage === 'running' && at === index ? 'now' : 'later',
    })),
    part: stage === 'running' && item ? { index, item } : null,
    timer: run && stage === 'running' && item ? timerOf(leftAt(run, item.minutes, ctx.now), run.runningSince !== null) : null,
    revision: run?.revision ?? 0,
  };
}

const timerOf = (left: number, running: boolean): TimerView => ({ left, running, text: timerText(left) });

/** The carousel of a moment: as it was planned, or else of the part of the agenda that has one. */
export function carouselOf(loaded: LoadedRun, now: Date): CarouselView | null {
  const item = loaded.part?.item.tool === 'carousel' ? loaded.part.item : loaded.agenda.find((i) => i.tool === 'carousel');
  const planned = loaded.run?.carousel;
  const topics = planned?.topics ?? item?.options?.slice(0, mostStations) ?? [];
  if (topics.length < 2) return null;
  const minutes = planned?.minutes ?? minutesEach(item?.minutes ?? topics.length * 5, topics.length);
  const on = loaded.run && loaded.part?.item.tool === 'carousel';
  const at = on && loaded.run ? roundAt(usedAt(loaded.run, now), minutes, topics.length) : null;
  return {
    minutes,
    topics,
    rounds: carouselPlan(topics.length).map((round) => round.map((topic) => topics[topic] ?? '')),
    now: at && { round: at.round, timer: timerOf(at.left, loaded.run?.runningSince !== null) },
  };
}

export interface Present {
  /** Everybody who is expected: of the group, and visitors. */
  expected: string[];
  checkedIn: Awaited<ReturnType<typeof listCheckIns>>;
  /** Marked as present by a leader. */
  present: Set<string>;
  absent: Set<string>;
}

/** Who is expected at a moment, who checked in and who was marked. */
export async function loadPresent(db: Queryable, { group, moments, moment }: RunPlace): Promise<Present> {
  const [members, expectedRows, marks, checkedIn, visitors] = await Promise.all([
    loadMembers(db, [group.id]),
    listExpected(
      db,
      moments.map((m) => m.id),
    ),
    listMarks(db, [moment.id]),
    listCheckIns(db, moment.id),
    listVisitorIds(db, moment.id),
  ]);
  const active = (members.get(group.id) ?? []).filter((m) => !m.left).map((m) => m.personId);
  const marked = [...new Set(marks.map((m) => m.personId))];
  const being = (state: 'present' | 'absent') => new Set(marked.filter((id) => attendanceAt(marks, moment.id, id) === state));
  return {
    expected: [...new Set([...expectedAt(moment.id, moments.map(heldMoment), expectedRows, active), ...visitors])],
    checkedIn,
    present: being('present'),
    absent: being('absent'),
  };
}

/** How many are in: checked in or marked as present, and not marked as absent. */
export const countIn = ({ checkedIn, present, absent }: Pick<Present, 'checkedIn' | 'present' | 'absent'>) =>
  new Set([...checkedIn.map((c) => c.personId), ...present].filter((id) => !absent.has(id))).size;
