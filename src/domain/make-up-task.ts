/** Making up for a meeting with a task: read, answer, talk it over. Who was away is never asked why. */
import type { MeetingAttendance } from './attendance.ts';

/** Longest answer, in characters. */
export const longestAnswer = 1000;

/** Kept beside the answers: what the leader asked to complete. No id of a question has this sign. */
export const replyKey = '@reply';

/** The newest row of a task. */
export interface Work {
  response: Readonly<Record<string, string>>;
  handedIn: boolean;
}

/** fresh: nothing written · draft · waiting: for the leader · returned: the leader asked to complete something */
export type WorkState = 'fresh' | 'draft' | 'waiting' | 'returned';

export function workState(work: Work | null): WorkState {
  if (!work) return 'fresh';
  if (work.handedIn) return 'waiting';
  return work.response[replyKey] ? 'returned' : 'draft';
}

/** Only the answers to these questions. */
export const answersOf = (work: Work | null, questionIds: readonly string[]): Record<string, string> =>
  Object.fromEntries(questionIds.map((id) => [id, work?.response[id] ?? '']));

/**
 * Can someone make up with a task? Not who was there or made up already, not while there is a moment to come to, and not for
 * a meeting that was never held.
 */
export function canDoTask(
  attendance: MeetingAttendance | undefined,
  moments: readonly { endsAt: Date; cancelled: boolean }[],
  now: Date,
): boolean {
  if (attendance?.state === 'attended' || attendance?.state === 'madeUp') return false;
  const held = moments.filter((m) => !m.cancelled);
  return held.length > 0 && held.every((m) => m.endsAt <= now);
}
