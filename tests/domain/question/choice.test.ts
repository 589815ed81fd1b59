import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChoiceQuestion } from '#src/domain/question/choice.ts';
import { questionSchema, reviewRows, scoreResponse, validateResponse } from '#src/domain/question/question.ts';
import { base, drawn, hidden, ids, keepsItsPromises, seeds, shown } from './promises.ts';

const optionsOf = (marks: Record<string, boolean>) =>
  Object.entries(marks).map(([id, correct]) => ({ id, text: shown(id), correct, feedback: hidden(id) }));

const single: fc.Arbitrary<ChoiceQuestion> = fc.record({ base, ids: ids(2, 6), right: fc.nat() }).map(({ base, ids, right }) => ({
  ...base,
  kind: 'single',
  options: optionsOf(Object.fromEntries(ids.map((id, i) => [id, i === right % ids.length]))),
}));
const multiple: fc.Arbitrary<ChoiceQuestion> = fc
  .record({ base, ids: ids(3, 6), right: fc.integer({ min: 2, max: 5 }) })
  .map(({ base, ids, right }) => ({
    ...base,
    kind: 'multiple',
    options: optionsOf(Object.fromEntries(ids.map((id, i) => [id, i < Math.min(right, ids.length - 1)]))),
  }));
const trueFalse: fc.Arbitrary<ChoiceQuestion> = fc.record({ base, right: fc.boolean() }).map(({ base, right }) => ({
  ...base,
  kind: 'trueFalse',
  options: optionsOf({ waar: right, 'niet-waar': !right }),
}));

const all = (q: ChoiceQuestion) => q.options.map((o) => o.id);
const right = (q: ChoiceQuestion) => q.options.filter((o) => o.correct).map((o) => o.id);
const wrong = (q: ChoiceQuestion) => q.options.filter((o) => !o.correct).map((o) => o.id);
const one = (q: ChoiceQuestion) => fc.constantFrom(...all(q)).map((id) => [id]);
const some = (q: ChoiceQuestion) => fc.subarray(all(q), { minLength: 1 });

describe.each([
  ['one right option', single],
  ['a statement that is true or not', trueFalse],
])('%s', (_, question) => {
  keepsItsPromises(question, one, ['options']);

  test('is right or not: there are no parts of a point', () => {
    fc.assert(
      fc.property(question, (q) => {
        for (const id of all(q)) expect(scoreResponse(q, [id])).toBe(right(q).includes(id) ? 1 : 0);
      }),
    );
  });

  test('takes one option of its own', () => {
    fc.assert(
      fc.property(question, (q) => {
        expect(validateResponse(q, all(q).slice(0, 2))).toEqual({ ok: false, reason: 'tooMany' });
        expect(validateResponse(q, [...all(q).slice(0, 1), 'elders'])).toEqual({ ok: false, reason: 'unknownOption' });
      }),
    );
  });
});

describe('several right options', () => {
  keepsItsPromises(multiple, some, ['options']);

  test('does not look at the order of the ticks, nor at repeats', () => {
    fc.assert(
      fc.property(
        multiple.chain((q) => fc.tuple(fc.constant(q), some(q))),
        ([q, chosen]) => {
          const check = validateResponse(q, [...chosen, ...chosen].toReversed());
          expect(check).toEqual({ ok: true, response: chosen.toSorted() });
          expect(scoreResponse(q, [...chosen, ...chosen].toReversed())).toBe(scoreResponse(q, chosen));
        },
      ),
    );
  });

  test('ticking everything yields nothing, and so does only what is wrong', () => {
    fc.assert(
      fc.property(multiple, (q) => {
        expect(scoreResponse(q, all(q))).toBeCloseTo(0, 10);
        expect(scoreResponse(q, wrong(q))).toBe(0);
      }),
    );
  });

  test('a right option more never costs, a wrong one more never helps', () => {
    fc.assert(
      fc.property(
        multiple.chain((q) => fc.tuple(fc.constant(q), some(q))),
        ([q, chosen]) => {
          for (const id of right(q)) expect(scoreResponse(q, [...chosen, id])).toBeGreaterThanOrEqual(scoreResponse(q, chosen));
          for (const id of wrong(q)) expect(scoreResponse(q, [...chosen, id])).toBeLessThanOrEqual(scoreResponse(q, chosen));
        },
      ),
    );
  });

  test('one of two right ones is half; with one of two wrong ones beside it nothing is left', () => {
    const q: ChoiceQuestion = {
      id: 'q1',
      kind: 'multiple',
      objective: 'o',
      text: 't',
      sources: [],
      options: optionsOf({ a: true, b: true, c: false, d: false }),
    };
    expect(scoreResponse(q, ['a'])).toBe(0.5);
    expect(scoreResponse(q, ['a', 'b', 'c'])).toBe(0.5);
    expect(scoreResponse(q, ['a', 'c'])).toBe(0);
    expect(reviewRows(q, ['a', 'c']).map((row) => row.state)).toEqual(['right', 'missed', 'wrong', 'plain']);
  });
});

test('waar and niet waar keep their places; other options move', () => {
  fc.assert(
    fc.property(trueFalse, seeds, (q, seed) => {
      expect(drawn(q, seed)).toEqual(q);
    }),
  );
  fc.assert(
    fc.property(single, (q) => {
      const firsts = Array.from({ length: 60 }, (_, seed) => drawn(q, seed * 977).options[0]?.id);
      expect(new Set(firsts).size).toBeGreaterThan(1);
    }),
    { numRuns: 20 },
  );
});

test('a file that marks the wrong number of answers is refused', () => {
  const fits = (kind: string, marks: Record<string, boolean>) =>
    questionSchema.safeParse({ id: 'q1', objective: 'o1', text: 'Wat doe je?', kind, options: optionsOf(marks) }).success;
  expect(fits('single', { a: true, b: false })).toBe(true);
  expect(fits('single', { a: true, b: true })).toBe(false);
  expect(fits('single', { a: false, b: false })).toBe(false);
  expect(fits('single', { a: true })).toBe(false);
  expect(fits('multiple', { a: true, b: true, c: false })).toBe(true);
  expect(fits('multiple', { a: true, b: false, c: false })).toBe(false);
  expect(fits('multiple', { a: true, b: true })).toBe(false);
  expect(fits('trueFalse', { waar: true, 'niet-waar': false })).toBe(true);
  expect(fits('trueFalse', { a: true, b: false })).toBe(false);
  const twice = [...optionsOf({ a: true }), ...optionsOf({ a: false })];
  expect(questionSchema.safeParse({ id: 'q1', objective: 'o1', text: 'x', kind: 'single', options: twice }).success).toBe(false);
});
