/** Taking back the last tap: marks are added that restore what stood before. */
import { attendanceAt, type Mark, type MarkState } from './attendance.ts';

export interface KeyedMark extends Mark {
  source: 'leader' | 'everyone' | 'checkIn' | 'undo' | 'import';
  /** Marks of one tap share a key. */
  clientKey: string | null;
  byId: string | null;
}

/** The key of the marks that take back a tap: so each is taken back once at most. */
export const undoKey = (key: string) => `undo_${key}`;

/** Undo is offered for as long as the day of the meeting lasts; later it is a correction. */
const undoTerm = 12 * 3_600_000;

/**
 * What to add to take back the tap with this key: per person the state that stood before it. Whoever was marked again
 * since (and that was not taken back) stays as they are.
 * @param marks all marks of one moment
 */
export function restoresOf(marks: readonly KeyedMark[], key: string): { personId: string; state: MarkState }[] {
  return marks
    .filter((m) => m.clientKey === key && m.source !== 'undo')
    .filter((m) => !isUndone(marks, m) && !changedSince(marks, m))
    .map((m) => {
      const before = marks.filter((o) => o.personId === m.personId && o.seq < m.seq);
      const state = attendanceAt(before, m.momentId, m.personId);
      return { personId: m.personId, state: state === 'notRecorded' ? 'cleared' : state };
    });
}

export interface LastAction {
  key: string;
  /** One person, everyone who was expected, or everyone who checked in. */
  how: 'leader' | 'everyone' | 'checkIn';
  people: string[];
  /** What the tap made of them. */
  state: MarkState;
}

/** The newest tap of this leader at a moment that can still be taken back; null when there is none. */
export function lastAction(marks: readonly KeyedMark[], byId: string, now: Date): LastAction | null {
  const own = marks
    .filter((m) => m.byId === byId && m.clientKey !== null && isTap(m.source))
    .filter((m) => now.getTime() - m.at.getTime() < undoTerm)
    .sort((a, b) => b.seq - a.seq);
  const tried = new Set<string>();
  for (const mark of own) {
    const key = mark.clientKey as string;
    if (tried.has(key)) continue;
    tried.add(key);
    const people = restoresOf(marks, key).map((r) => r.personId);
    if (people.length > 0 && isTap(mark.source)) return { key, how: mark.source, people, state: mark.state };
  }
  return null;
}

const isTap = (source: KeyedMark['source']): source is LastAction['how'] =>
  source === 'leader' || source === 'everyone' || source === 'checkIn';

const isUndone = (marks: readonly KeyedMark[], mark: KeyedMark) =>
  mark.clientKey !== null &&
  marks.some((o) => o.source === 'undo' && o.personId === mark.personId && o.clientKey === undoKey(mark.clientKey as string));

/** Is there a later mark for the same person that still stands? A tap and its undo cancel out. */
const changedSince = (marks: readonly KeyedMark[], mark: KeyedMark) =>
  marks.some((o) => o.personId === mark.personId && o.seq > mark.seq && o.source !== 'undo' && !isUndone(marks, o));
