import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreResponse } from '#src/domain/question/question.ts';
import { askedCount, drawAttempt, nextQuestion, resultOf, type AttemptQuestion, type Quiz } from '#src/domain/quiz.ts';
import { neededRight, outcomeOf, resultsByObjective, reviewOf } from '#src/domain/quiz-review.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
type Choice = Extract<AttemptQuestion, { options: unknown }>;

/** A question that fits the schema: several right options and one that is not, or exactly one right option. */
const question: fc.Arbitrary<Choice> = fc
  .record({
    multiple: fc.boolean(),
    marks: fc.array(fc.boolean(), { minLength: 3, maxLength: 6 }),
    one: fc.nat(),
    id: fc.stringMatching(/^q[0-9]{1,4}$/),
    objective: fc.constantFrom('o1', 'o2', 'o3'),
  })
  .filter(({ multiple, marks }) => !multiple || (marks.filter(Boolean).length >= 2 && marks.includes(false)))
  .map(({ multiple, marks, one, id, objective }) => ({
    id,
    kind: multiple ? ('multiple' as const) : ('single' as const),
    objective,
    text: `text of ${id}`,
    sources: [],
    options: marks.map((mark, i) => ({
      id: ids[i] as string,
      text: `option ${i}`,
      correct: multiple ? mark : i === one % marks.length,
      feedback: `why ${i}`,
    })),
  }));
const choice = (q: Choice) => fc.subarray(q.options.map((o) => o.id));
const withChoice = question.chain((q) => fc.tuple(fc.constant(q), choice(q)));
const questions = fc.uniqueArray(question, { selector: (q) => q.id, minLength: 1, maxLength: 20 });

describe('a whole attempt', () => {
  test('has no result while an answer lacks, and the mean of the scores when none does', () => {
    fc.assert(
      fc.property(questions, fc.double({ min: 0.01, max: 1, noNaN: true }), fc.nat(), (qs, passMark, seed) => {
        const scores = new Map(qs.map((q, i) => [q.id, ((seed + i * 7) % 11) / 10 > 1 ? 1 : ((seed + i * 7) % 11) / 10]));
        const result = resultOf(qs, scores, passMark);
        const mean = [...scores.values()].reduce((a, b) => a + b, 0) / qs.length;
        expect(result?.score).toBeCloseTo(mean, 10);
        scores.delete(qs[0]?.id ?? '');
        expect(resultOf(qs, scores, passMark)).toBeNull();
      }),
    );
  });

  test('is never passed without questions', () => {
    expect(resultOf([], new Map(), 0.1)).toBeNull();
  });

  test('is passed with just enough right answers, whatever floating point says, and not with one less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0.5, 0.55, 0.6, 0.7, 0.75, 0.8, 0.9, 1), (n, passMark) => {
        const qs = Array.from({ length: n }, (_, i) => ({ id: `q${i}` }) as AttemptQuestion);
        const needed = neededRight(n, passMark);
        const passedWith = (right: number) =>
          resultOf(qs, new Map(qs.map((q, i) => [q.id, i < right ? 1 : 0])), passMark)?.passed;
        expect(passedWith(needed)).toBe(true);
        expect(passedWith(needed - 1)).toBe(false);
      }),
    );
  });

  test('asks each question once, in its own order', () => {
    fc.assert(
      fc.property(questions, (qs) => {
        const answered = new Set<string>();
        const seen: string[] = [];
        for (let next = nextQuestion(qs, answered); next; next = nextQuestion(qs, answered)) {
          seen.push(next.id);
          answered.add(next.id);
        }
        expect(seen).toEqual(qs.map((q) => q.id));
      }),
    );
  });
});

describe('drawing an attempt', () => {
  const quizOf = (qs: AttemptQuestion[]): Quiz => ({ sources: [], questions: qs });
  const chance = (seed: number) => () => (seed = (seed * 48271 + 11) % 2147483647) / 2147483647;
  const seeds = fc.integer({ min: 1, max: 1e6 });
  const sorted = (list: readonly { id: string }[]) => list.map((q) => q.id).sort();

  /** Every question in one of three pools, or in none. */
  const pooled = fc
    .tuple(questions, fc.array(fc.constantFrom('p1', 'p2', 'p3', undefined), { minLength: 20, maxLength: 20 }))
    .map(([qs, pools]): AttemptQuestion[] => qs.map((q, i) => (pools[i] ? { ...q, pool: pools[i] } : q)));

  test('keeps every question with every option, and begins with another question than last time', () => {
    fc.assert(
      fc.property(questions, seeds, (qs, seed) => {
        const last = qs[0]?.id ?? '';
        const drawn = drawAttempt(quizOf(qs), chance(seed), [last]);
        expect(sorted(drawn)).toEqual(sorted(qs));
        for (const q of drawn)
          expect(sorted('options' in q ? q.options : [])).toEqual(sorted(qs.find((o) => o.id === q.id)?.options ?? []));
        if (qs.length > 1) expect(drawn[0]?.id).not.toBe(last);
      }),
    );
  });

  test('asks one question of each pool, and every question that is in none', () => {
    fc.assert(
      fc.property(pooled, seeds, (qs, seed) => {
        const quiz = quizOf(qs);
        const drawn = drawAttempt(quiz, chance(seed), []);
        const pools = drawn.flatMap((q) => q.pool ?? []);
        expect(drawn).toHaveLength(askedCount(quiz));
        expect(pools.toSorted()).toEqual([...new Set(qs.flatMap((q) => q.pool ?? []))].toSorted());
        expect(sorted(drawn.filter((q) => !q.pool))).toEqual(sorted(qs.filter((q) => !q.pool)));
      }),
    );
  });

  test('a new go draws other variants, where a pool has them', () => {
    fc.assert(
      fc.property(pooled, seeds, seeds, (qs, seed, again) => {
        const quiz = quizOf(qs);
        const first = drawAttempt(quiz, chance(seed), []);
        const second = drawAttempt(
          quiz,
          chance(again),
          first.map((q) => q.id),
        );
        for (const q of second.filter((own) => own.pool !== undefined)) {
          const variants = qs.filter((own) => own.pool === q.pool).length;
          expect(first.some((own) => own.id === q.id)).toBe(variants === 1);
        }
      }),
    );
  });

  test('puts the texts of sources in the place of their ids', () => {
    const [q] = fc.sample(question, { numRuns: 1, seed: 7 }) as [Choice];
    const quiz: Quiz = { sources: [{ id: 'bron-1', text: 'Een bron (2024)' }], questions: [{ ...q, sources: ['bron-1'] }] };
    expect(drawAttempt(quiz, chance(1), [])[0]?.sources).toEqual(['Een bron (2024)']);
  });
});

describe('what someone sees afterwards', () => {
  test('after the answer: the outcome fits the score', () => {
    fc.assert(
      fc.property(withChoice, ([q, chosen]) => {
        const score = scoreResponse(q, chosen);
        expect(reviewOf(q, chosen).outcome).toBe(score === 1 ? 'goed' : score > 0 ? 'deels' : 'niet');
        expect(reviewOf(q, chosen).outcome).toBe(outcomeOf(score));
        expect(reviewOf(q, chosen).rows.map((row) => row.text)).toEqual(q.options.map((o) => o.text));
        expect(reviewOf(q, chosen).explanation).toBeNull();
      }),
    );
  });

  test('per objective every question is counted once', () => {
    fc.assert(
      fc.property(questions, (qs) => {
        const results = resultsByObjective(['o2', 'o1'], qs, new Map(qs.map((q) => [q.id, 1])));
        expect(results.reduce((sum, r) => sum + r.questions, 0)).toBe(qs.length);
        expect(results.every((r) => r.right === r.questions)).toBe(true);
        const order = results.map((r) => r.objectiveId).filter((id) => id !== 'o3');
        expect(order).toEqual(['o2', 'o1'].filter((id) => order.includes(id)));
      }),
    );
  });
});
