/** What someone sees of a quiz after answering: what went well, and what to read again. */
import type { ReviewRow } from './question/kind.ts';
import { explanationOf, reviewRows, scoreResponse, type Question } from './question/question.ts';

/** Right, partly right, or not yet. */
export type Outcome = 'goed' | 'deels' | 'niet';

export const outcomeOf = (score: number): Outcome => (score >= 1 - 1e-9 ? 'goed' : score > 0 ? 'deels' : 'niet');

export interface QuestionReview {
  question: string;
  outcome: Outcome;
  rows: ReviewRow[];
  /** About the question as a whole, where the rows don't say it. */
  explanation: string | null;
  sources: { text: string }[];
}

/** A question with the answer given, and what there is to say of every part of it. */
export function reviewOf(question: Question, response: readonly string[]): QuestionReview {
  return {
    question: question.text,
    outcome: outcomeOf(scoreResponse(question, response)),
    rows: reviewRows(question, response),
    explanation: explanationOf(question),
    sources: question.sources.map((text) => ({ text })),
  };
}

export interface ObjectiveResult {
  objectiveId: string;
  /** Questions of this objective, and those answered wholly right. */
  questions: number;
  right: number;
}

/** Per objective how it went, in the order in which `objectiveIds` has them; objectives without a question are left out. */
export function resultsByObjective(
  objectiveIds: readonly string[],
  questions: readonly Question[],
  scores: ReadonlyMap<string, number>,
): ObjectiveResult[] {
  const asked = [...new Set([...objectiveIds, ...questions.map((q) => q.objective)])];
  return asked.flatMap((objectiveId) => {
    const own = questions.filter((q) => q.objective === objectiveId);
    if (own.length === 0) return [];
    const right = own.filter((q) => outcomeOf(scores.get(q.id) ?? 0) === 'goed').length;
    return [{ objectiveId, questions: own.length, right }];
  });
}

/** How many questions must be right at least, when each is right or not: 0.7 of 17 is 12. */
export const neededRight = (questions: number, passMark: number) => Math.ceil(questions * passMark - 1e-9);
