import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawAttempt,
  nextQuestion,
  questionSchema,
  resultOf,
  scoreResponse,
  toPublic,
  validateResponse,
  type AttemptQuestion,
  type Quiz,
} from '#src/domain/quiz.ts';
import { neededRight, outcomeOf, resultsByObjective, reviewOf } from '#src/domain/quiz-review.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A question that fits the schema: several right options and one that is not, or exactly one right option. */
const question: fc.Arbitrary<AttemptQuestion> = fc
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
const multiple = question.filter((q) => q.kind === 'multiple');
const choice = (q: AttemptQuestion) => fc.subarray(q.options.map((o) => o.id));
const withChoice = question.chain((q) => fc.tuple(fc.constant(q), choice(q)));
const questions = fc.uniqueArray(question, { selector: (q) => q.id, minLength: 1, maxLength: 20 });

describe('the score of an answer', () => {
  test('lies between 0 and 1', () => {
    fc.assert(
      fc.property(withChoice, ([q, chosen]) => {
        const score = scoreResponse(q, chosen);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('does not depend on the order of the choices or of the options, nor on repeats', () => {
    fc.assert(
      fc.property(withChoice, ([q, chosen]) => {
        const turned = { ...q, options: q.options.toReversed() };
        expect(scoreResponse(turned, [...chosen, ...chosen].toReversed())).toBeCloseTo(scoreResponse(q, chosen), 10);
      }),
    );
  });

  test('is 1 for exactly the right options, and only for those', () => {
    fc.assert(
      fc.property(withChoice, ([q, chosen]) => {
        const right = q.options.filter((o) => o.correct).map((o) => o.id);
        expect(scoreResponse(q, right)).toBe(1);
        if (q.kind === 'multiple' && [...chosen].sort().join() !== [...right].sort().join())
          expect(scoreResponse(q, chosen)).toBeLessThan(1);
      }),
    );
  });

  test('is 0 for ticking everything, or only what is wrong', () => {
    fc.assert(
      fc.property(multiple, (q) => {
        expect(
          scoreResponse(
            q,
            q.options.map((o) => o.id),
          ),
        ).toBeCloseTo(0, 10);
        expect(
          scoreResponse(
            q,
            q.options.filter((o) => !o.correct).map((o) => o.id),
          ),
        ).toBe(0);
      }),
    );
  });

  test('never falls by adding a right option', () => {
    fc.assert(
      fc.property(
        multiple.chain((q) => fc.tuple(fc.constant(q), choice(q))),
        ([q, chosen]) => {
          for (const option of q.options.filter((o) => o.correct && !chosen.includes(o.id)))
            expect(scoreResponse(q, [...chosen, option.id])).toBeGreaterThanOrEqual(scoreResponse(q, chosen));
        },
      ),
    );
  });
});

describe('an answer that comes in', () => {
  test('is taken in any order and with repeats, as a sorted set', () => {
    fc.assert(
      fc.property(
        multiple.chain((q) =>
          fc.tuple(
            fc.constant(q),
            fc.subarray(
              q.options.map((o) => o.id),
              { minLength: 1 },
            ),
          ),
        ),
        ([q, chosen]) => {
          expect(validateResponse(q, [...chosen, ...chosen].toReversed())).toEqual({ ok: true, response: [...chosen].sort() });
        },
      ),
    );
  });

  test('is refused when empty, with an option of elsewhere, or with two where one is asked', () => {
    fc.assert(
      fc.property(question, (q) => {
        expect(validateResponse(q, [])).toEqual({ ok: false, reason: 'empty' });
        expect(validateResponse(q, ['a', 'zz'])).toEqual({ ok: false, reason: 'unknownOption' });
        if (q.kind === 'single') expect(validateResponse(q, ['a', 'b'])).toEqual({ ok: false, reason: 'tooMany' });
      }),
    );
  });
});

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
  const quizOf = (qs: AttemptQuestion[]): Quiz => ({ sources: [], questions: qs }) as Quiz;
  const chance = (seed: number) => () => (seed = (seed * 48271 + 11) % 2147483647) / 2147483647;

  test('keeps every question with every option, and begins with another question than last time', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 1, max: 1e6 }), (qs, seed) => {
        const last = qs[0]?.id ?? null;
        const drawn = drawAttempt(quizOf(qs), chance(seed), last);
        const sorted = (list: { id: string }[]) => list.map((q) => q.id).sort();
        expect(sorted(drawn)).toEqual(sorted(qs));
        for (const q of drawn) expect(sorted(q.options)).toEqual(sorted(qs.find((o) => o.id === q.id)?.options ?? []));
        if (qs.length > 1) expect(drawn[0]?.id).not.toBe(last);
      }),
    );
  });
});

describe('what reaches a browser', () => {
  test('before the answer: no right or wrong, no feedback, no objective', () => {
    fc.assert(
      fc.property(question, (q) => {
        const shown = toPublic(q);
        expect(Object.keys(shown).sort()).toEqual(['id', 'kind', 'options', 'text']);
        for (const option of shown.options) expect(Object.keys(option).sort()).toEqual(['id', 'text']);
      }),
    );
  });

  test('after the answer: the outcome fits the score', () => {
    fc.assert(
      fc.property(withChoice, ([q, chosen]) => {
        const score = scoreResponse(q, chosen);
        expect(reviewOf(q, chosen).outcome).toBe(score === 1 ? 'goed' : score > 0 ? 'deels' : 'niet');
        expect(reviewOf(q, chosen).outcome).toBe(outcomeOf(score));
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

describe('a question in quiz.yml', () => {
  const option = (id: string, correct: boolean) => ({ id, text: id, correct, feedback: 'x' });
  const base = { id: 'q1', objective: 'o1', text: 'Wat doe je?' };
  const fits = (kind: string, options: object[]) => questionSchema.safeParse({ ...base, kind, options }).success;

  test('has exactly the right answers marked for its kind', () => {
    expect(fits('single', [option('a', true), option('b', false)])).toBe(true);
    expect(fits('single', [option('a', true), option('b', true)])).toBe(false);
    expect(fits('single', [option('a', false), option('b', false)])).toBe(false);
    expect(fits('multiple', [option('a', true), option('b', true), option('c', false)])).toBe(true);
    expect(fits('multiple', [option('a', true), option('b', false), option('c', false)])).toBe(false);
    expect(fits('multiple', [option('a', true), option('b', true)])).toBe(false);
    expect(fits('trueFalse', [option('waar', true), option('niet-waar', false)])).toBe(true);
    expect(fits('trueFalse', [option('a', true), option('b', false)])).toBe(false);
    expect(fits('single', [option('a', true), option('a', false)])).toBe(false);
  });
});
