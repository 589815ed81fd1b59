import { z } from 'zod';

/** Kinds of question: one right option, several right options, or a statement that is true or not. */
export const questionKinds = ['single', 'multiple', 'trueFalse'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const optionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  text: z.string().min(1),
  correct: z.boolean(),
  feedback: z.string().min(1),
});

export const questionSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    kind: z.enum(questionKinds),
    objective: z.string(),
    text: z.string().min(1),
    sources: z.array(z.string()).default([]),
    options: z.array(optionSchema).min(2).max(6),
  })
  .superRefine((question, ctx) => {
    for (const message of faultsOf(question)) ctx.addIssue({ code: 'custom', message: `${question.id}: ${message}` });
  });

export const sourceSchema = z.strictObject({ id: z.string(), text: z.string().min(1), url: z.url().optional() });
export type Source = z.infer<typeof sourceSchema>;

export const quizSchema = z.strictObject({
  sources: z.array(sourceSchema).default([]),
  questions: z.array(questionSchema).min(8),
});

export type Question = z.infer<typeof questionSchema>;
export type Quiz = z.infer<typeof quizSchema>;

/** What an attempt keeps of a question: everything, in the order it was shown, with its sources as text. */
export interface AttemptQuestion {
  id: string;
  kind: QuestionKind;
  objective: string;
  text: string;
  sources: string[];
  options: { id: string; text: string; correct: boolean; feedback: string }[];
}

/** A question as it may reach a browser before it was answered. */
export interface PublicQuestion {
  id: string;
  kind: QuestionKind;
  text: string;
  options: { id: string; text: string }[];
}

function faultsOf(question: { kind: QuestionKind; options: { id: string; correct: boolean }[] }): string[] {
  const faults: string[] = [];
  const right = question.options.filter((o) => o.correct).length;
  const ids = new Set(question.options.map((o) => o.id));
  if (ids.size !== question.options.length) faults.push('two options share an id');
  if (question.kind === 'multiple' && (right < 2 || right === question.options.length))
    faults.push('multiple wants at least two right options and one that is not');
  if (question.kind !== 'multiple' && right !== 1) faults.push('exactly one option must be right');
  if (question.kind === 'trueFalse' && !(ids.has('waar') && ids.has('niet-waar') && ids.size === 2))
    faults.push('trueFalse has the options waar and niet-waar');
  return faults;
}

export function toPublic(question: AttemptQuestion): PublicQuestion {
  return {
    id: question.id,
    kind: question.kind,
    text: question.text,
    options: question.options.map(({ id, text }) => ({ id, text })),
  };
}

export type ResponseCheck = { ok: true; response: string[] } | { ok: false; reason: 'empty' | 'tooMany' | 'unknownOption' };

/** Is this something that can be scored? Order and repeats of the chosen option ids don't matter. */
export function validateResponse(question: AttemptQuestion, chosen: readonly string[]): ResponseCheck {
  const response = [...new Set(chosen)].sort();
  const known = new Set(question.options.map((o) => o.id));
  if (response.some((id) => !known.has(id))) return { ok: false, reason: 'unknownOption' };
  if (response.length === 0) return { ok: false, reason: 'empty' };
  if (question.kind !== 'multiple' && response.length > 1) return { ok: false, reason: 'tooMany' };
  return { ok: true, response };
}

/**
 * The score of a response, 0–1.
 * One option: right is 1. Several options: the share of right options chosen, less the share of wrong options
 * chosen, never below 0, so that ticking everything yields nothing.
 */
export function scoreResponse(question: AttemptQuestion, response: readonly string[]): number {
  const chosen = new Set(response);
  const right = question.options.filter((o) => o.correct);
  if (question.kind !== 'multiple') return right.some((o) => chosen.has(o.id)) ? 1 : 0;
  const wrong = question.options.filter((o) => !o.correct);
  const share = (options: { id: string }[]) => options.filter((o) => chosen.has(o.id)).length / options.length;
  return Math.max(0, share(right) - share(wrong));
}

export interface AttemptResult {
  /** Mean of the question scores, 0–1. */
  score: number;
  passed: boolean;
}

/** Result of a whole attempt; null as long as a question has no answer. */
export function resultOf(
  questions: readonly AttemptQuestion[],
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

/**
 * The questions of a new attempt, in an order drawn with `random` (0 ≤ n < 1 a call). Options of a true/false
 * statement keep their order; all others are drawn too. Where it can, the first question differs from last time's.
 */
export function drawAttempt(quiz: Quiz, random: () => number, lastFirst: string | null): AttemptQuestion[] {
  const sourceText = new Map(quiz.sources.map((s) => [s.id, s.text]));
  const drawn = shuffle(quiz.questions, random);
  if (drawn.length > 1 && drawn[0]?.id === lastFirst) drawn.push(...drawn.splice(0, 1));
  return drawn.map((q) => ({
    id: q.id,
    kind: q.kind,
    objective: q.objective,
    text: q.text,
    sources: q.sources.map((id) => sourceText.get(id) ?? id),
    options: q.kind === 'trueFalse' ? [...q.options] : shuffle(q.options, random),
  }));
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
