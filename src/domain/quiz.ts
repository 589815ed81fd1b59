/** A module's quiz: its file, the draw of a go, and what a go amounts to. The kinds of question stand in question/. */
import { z } from 'zod';
import { shuffleWith } from './question/kind.ts';
import { drawQuestion, questionSchema, type Question } from './question/question.ts';

export const sourceSchema = z.strictObject({ id: z.string(), text: z.string().min(1), url: z.url().optional() });
export type Source = z.infer<typeof sourceSchema>;

export const quizSchema = z.strictObject({
  sources: z.array(sourceSchema).default([]),
  questions: z.array(questionSchema).min(8),
});
/** Questions inside lessons, to practise with: nothing is kept of them. */
export const practiceSchema = z.strictObject({
  sources: z.array(sourceSchema).default([]),
  questions: z.array(questionSchema).min(1),
});
export type Quiz = z.infer<typeof quizSchema>;

/** What an attempt keeps of a question: everything, as it was drawn, with its sources as text. */
export type AttemptQuestion = Question;

/** How many questions a go asks: one of each pool, and all that are in none. */
export const askedCount = (quiz: Quiz): number => poolsOf(quiz.questions).length;

/** Questions grouped by pool, a question without one by itself, in the order of the file. */
function poolsOf(questions: readonly Question[]): Question[][] {
  const pools = new Map<string, Question[]>();
  for (const question of questions) {
    const key = question.pool ? `pool ${question.pool}` : `question ${question.id}`;
    pools.set(key, [...(pools.get(key) ?? []), question]);
  }
  return [...pools.values()];
}

/**
 * The questions of a new attempt, in an order drawn with `random` (0 ≤ n < 1 a call).
 * @param last ids of the questions of the go before, in their order: of a pool another variant is drawn, and the first
 * question differs, where that can be
 */
export function drawAttempt(quiz: Quiz, random: () => number, last: readonly string[]): AttemptQuestion[] {
  const sourceText = new Map(quiz.sources.map((s) => [s.id, s.text]));
  const shuffle = shuffleWith(random);
  const seen = new Set(last);
  const asked = poolsOf(quiz.questions).flatMap((variants) => {
    const fresh = variants.filter((q) => !seen.has(q.id));
    return shuffle(fresh.length > 0 ? fresh : variants).slice(0, 1);
  });
  const drawn = shuffle(asked);
  if (drawn.length > 1 && drawn[0]?.id === last[0]) drawn.push(...drawn.splice(0, 1));
  return drawn.map((q) => withSources(drawQuestion(q, shuffle), sourceText));
}

/** The question with the texts of its sources in the place of their ids. */
export const withSources = (question: Question, texts: ReadonlyMap<string, string>): Question => ({
  ...question,
  sources: question.sources.map((id) => texts.get(id) ?? id),
});

export interface AttemptResult {
  /** Mean of the question scores, 0–1. */
  score: number;
  passed: boolean;
}

/** Result of a whole attempt; null as long as a question has no answer. */
export function resultOf(
  questions: readonly { id: string }[],
  scores: ReadonlyMap<string, number>,
  passMark: number,
): AttemptResult | null {
  if (questions.length === 0 || questions.some((q) => !scores.has(q.id))) return null;
  const total = questions.reduce((sum, q) => sum + (scores.get(q.id) ?? 0), 0);
  const score = total / questions.length;
  // A hair of tolerance: 7 of 10 must pass a mark of 0.7 whatever floating point says.
  return { score, passed: score + 1e-9 >= passMark };
}

/** The next question to show: the first without an answer, in the attempt's own order. */
export function nextQuestion(questions: readonly AttemptQuestion[], answered: ReadonlySet<string>): AttemptQuestion | null {
  return questions.find((q) => !answered.has(q.id)) ?? null;
}
