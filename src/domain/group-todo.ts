/** What a group asks of its specialist, most urgent first. */
import { attendanceAt, attendanceOf, counts, type MakeUp, type Mark, type MeetingAttendance } from './attendance.ts';
import { expectedAt, placeOf, type ExpectedAt, type HeldMoment } from './expectation.ts';

export interface GroupFacts {
  now: Date;
  /** Meetings that are to be held or were held; cancelled ones left out. */
  meetings: readonly { id: string; nr: number; title: string }[];
  moments: readonly HeldMoment[];
  expected: readonly ExpectedAt[];
  /** People who take part today: not those who take a rest. `joinedAt`: since when they can be expected. */
  members: readonly { personId: string; joinedAt: Date }[];
  marks: readonly Mark[];
  makeUps: readonly MakeUp[];
  /** Make-up tasks that were handed in. */
  handedIn?: readonly { meetingId: string; personId: string }[];
}

export type Todo =
  /** A meeting is being held, or begins within the hour. */
  | { kind: 'now'; nr: number; title: string; moment: HeldMoment }
  /** A moment is over and nobody said who was there (`open` 0: nobody was expected, nothing is filled in). */
  | { kind: 'openAttendance'; nr: number; title: string; moment: HeldMoment; open: number }
  /** Make-up tasks wait to be read. */
  | { kind: 'makeUpWaits'; nr: number; title: string; people: number }
  | { kind: 'noDate'; nr: number; title: string }
  /** A meeting is coming and these people were not told at which moment to come. */
  | { kind: 'unplaced'; nr: number; title: string; people: number };

/** How long before a moment its leader is already busy with it. */
const ahead = 3_600_000;

/** Hours after a moment in which a leader fills in who was there without being asked. */
const patience = 24 * 3_600_000;

/** Attendance that is open for longer than a day. */
export const openLongEnough = (todos: readonly Todo[], now: Date) =>
  todos.filter(
    (todo): todo is Extract<Todo, { kind: 'openAttendance' }> =>
      todo.kind === 'openAttendance' && now.getTime() - todo.moment.endsAt.getTime() >= patience,
  );

export interface GroupWork {
  todos: Todo[];
  next: { nr: number; title: string; moment: HeldMoment } | null;
}

const order = { now: 0, openAttendance: 1, makeUpWaits: 2, noDate: 3, unplaced: 4 };

export function groupWork(facts: GroupFacts): GroupWork {
  const marksOf = byPerson(facts.marks);
  const makeUpsOf = byPerson(facts.makeUps);
  const todos: Todo[] = [];
  let next: GroupWork['next'] = null;
  for (const { id, nr, title } of facts.meetings) {
    const moments = facts.moments.filter((m) => m.meetingId === id);
    const live = moments.filter((m) => !m.cancelled);
    if (live.length === 0) todos.push({ kind: 'noDate', nr, title });
    const settled = new Map<string, MeetingAttendance>();
    for (const { personId } of facts.members)
      settled.set(personId, attendanceOf(moments, marksOf.get(personId) ?? [], makeUpsOf.get(personId) ?? [], id, personId));
    const waiting = (facts.handedIn ?? []).filter(
      (h) => h.meetingId === id && settled.has(h.personId) && !counts(settled.get(h.personId)),
    );
    if (waiting.length > 0) todos.push({ kind: 'makeUpWaits', nr, title, people: waiting.length });
    for (const moment of live) {
      if (moment.endsAt > facts.now) {
        if (moment.startsAt.getTime() - facts.now.getTime() <= ahead) todos.push({ kind: 'now', nr, title, moment });
        else if (!next || moment.startsAt < next.moment.startsAt) next = { nr, title, moment };
        continue;
      }
      // Who joined a standing group later was never expected at what was held before.
      const then = facts.members.filter((m) => m.joinedAt <= moment.endsAt).map((m) => m.personId);
      const people = expectedAt(moment.id, moments, facts.expected, then);
      const open = people.filter(
        (p) => !counts(settled.get(p)) && attendanceAt(marksOf.get(p) ?? [], moment.id, p) === 'notRecorded',
      );
      const nothing = people.length === 0 && !facts.marks.some((m) => m.momentId === moment.id);
      if (open.length > 0 || (nothing && then.length > 0))
        todos.push({ kind: 'openAttendance', nr, title, moment, open: open.length });
    }
    if (live.some((m) => m.endsAt > facts.now) && facts.expected.some((e) => live.some((m) => m.id === e.momentId))) {
      const people = facts.members.filter(
        ({ personId: p }) => !counts(settled.get(p)) && placeOf(p, moments, facts.expected) === null,
      );
      if (people.length > 0) todos.push({ kind: 'unplaced', nr, title, people: people.length });
    }
  }
  todos.sort((a, b) => order[a.kind] - order[b.kind] || startOf(a) - startOf(b) || a.nr - b.nr);
  return { todos, next };
}

/** Groups in the order in which they ask for work: a meeting that is held now, attendance open, a date missing, then the next moment; without anything last. */
export function compareWork(a: GroupWork, b: GroupWork): number {
  const rank = (work: GroupWork) => (work.todos[0] ? order[work.todos[0].kind] : work.next ? 5 : 6);
  return rank(a) - rank(b) || firstTime(a) - firstTime(b);
}

const startOf = (todo: Todo) => ('moment' in todo ? todo.moment.startsAt.getTime() : 0);

function firstTime(work: GroupWork): number {
  const first = work.todos[0];
  if (first && 'moment' in first) return first.moment.startsAt.getTime();
  return work.next?.moment.startsAt.getTime() ?? Infinity;
}

function byPerson<T extends { personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const own = map.get(row.personId);
    if (own) own.push(row);
    else map.set(row.personId, [row]);
  }
  return map;
}
