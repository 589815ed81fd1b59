/** What statements are made of: facts that stand in the tables already. Each has a number of its own that never changes. */
import type { MakeUpHow, MarkState } from './attendance.ts';
import type { Award } from './certificate.ts';
import type { Question } from './question/question.ts';

interface Of {
  /** Of its row. */
  id: string;
  personId: string;
  at: Date;
}

/** What a library sees of its people too; the rest is the learner's own. */
export type SharedFact = Of & { courseId: string | null } & (
    | { kind: 'lesson'; moduleId: string; lessonId: string; version: number }
    | { kind: 'module'; moduleId: string; version: number; via: 'quiz' | 'package' | 'changes' }
    | ({ kind: 'attended' } & MeetingOf)
    | ({ kind: 'madeUp'; how: MakeUpHow } & MeetingOf)
    | { kind: 'award'; award: Award; groupId: string; groupName: string; code: string }
  );

/** One that may be told to others says its day on a Dutch clock (YYYY-MM-DD); its hour is nobody's business. */
export type DayFact = SharedFact & { day: string };

export interface MeetingOf {
  meetingId: string;
  /** Null for a meeting that the group thought of itself. */
  templateId: string | null;
  title: string;
  groupId: string;
  groupName: string;
}

export type OwnFact = Of &
  (
    | { kind: 'position'; courseId: string; moduleId: string; lessonId: string; anchor: string | null }
    | { kind: 'begun'; attemptId: string; moduleId: string; version: number }
    | {
        kind: 'answer';
        attemptId: string;
        moduleId: string;
        version: number;
        question: Question;
        response: readonly string[];
        score: number;
        sure: boolean | null;
        /** The go was handed in: what is right may be told. */
        solved: boolean;
      }
    | {
        kind: 'result';
        attemptId: string;
        moduleId: string;
        version: number;
        score: number;
        passed: boolean;
        startedAt: Date;
      }
    | { kind: 'revoked'; certificateId: string }
  );

export type Fact = SharedFact | OwnFact;

/** From which the UUID of its statement is made. A place in a lesson moves: each is a fact of its own. */
export const factName = (fact: Fact): string =>
  fact.kind === 'position' ? `position ${fact.id} ${fact.at.getTime()}` : `${fact.kind} ${fact.id}`;

export interface PresenceMark {
  seq: number;
  id: string;
  momentId: string;
  personId: string;
  state: MarkState;
}

/**
 * At which moments someone was, by the newest mark. Of marks in a row that say the same the first is the fact, so that
 * marking twice tells nothing anew; present again after a correction is another fact.
 */
export function presencesOf<M extends PresenceMark>(marks: readonly M[]): M[] {
  const at = new Map<string, M>();
  for (const mark of marks.toSorted((a, b) => a.seq - b.seq)) {
    const key = `${mark.momentId} ${mark.personId}`;
    if (mark.state !== 'present') at.delete(key);
    else if (!at.has(key)) at.set(key, mark);
  }
  return [...at.values()];
}
