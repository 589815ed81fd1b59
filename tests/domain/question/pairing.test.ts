import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lights, type PairingQuestion } from '#src/domain/question/pairing.ts';
import { questionSchema, reviewRows, scoreResponse, toPublic, validateResponse } from '#src/domain/question/question.ts';
import { base, drawn, hidden, ids, keepsItsPromises, shown } from './promises.ts';

type Match = Extract<PairingQuestion, { kind: 'match' }>;
type Light = Extract<PairingQuestion, { kind: 'trafficLight' }>;

/** Each item its answer by chance, of which at least two differ. */
const itemsOf = (own: readonly string[], answers: readonly string[], picks: readonly number[]) =>
  own.map((id, i) => ({
    id,
    text: shown(id),
    answer: answers[i < 2 ? i : (picks[i] ?? 0) % answers.length] as string,
    feedback: hidden(id),
  }));
const picks = fc.array(fc.nat(), { minLength: 6, maxLength: 6 });

const match: fc.Arbitrary<Match> = fc
  .record({ base, items: ids(3, 6), answers: ids(2, 6), picks })
  .map(({ base, items, answers, picks }) => ({
    ...base,
    kind: 'match',
    answers: answers.map((id) => ({ id, text: shown(id) })),
    items: itemsOf(items, answers, picks),
  }));
const trafficLight: fc.Arbitrary<Light> = fc.record({ base, items: ids(3, 6), picks }).map(({ base, items, picks }) => ({
  ...base,
  kind: 'trafficLight',
  items: itemsOf(
    items,
    lights.map((l) => l.id),
    picks,
  ),
}));

const answersOf = (q: PairingQuestion): string[] => (q.kind === 'match' ? q.answers : lights).map((a) => a.id);
const paired = (q: PairingQuestion) =>
  fc
    .array(fc.constantFrom(...answersOf(q)), { minLength: q.items.length, maxLength: q.items.length })
    .map((answers) => q.items.map((item, i) => `${item.id}.${answers[i]}`));
const good = (q: PairingQuestion) => q.items.map((i) => `${i.id}.${i.answer}`);

describe.each<[string, fc.Arbitrary<PairingQuestion>]>([
  ['match', match],
  ['traffic light', trafficLight],
])('%s', (_, question) => {
  keepsItsPromises(question, paired, ['items', 'answers']);

  test('is worth the share of items with the right answer, in whatever order they come in', () => {
    fc.assert(
      fc.property(
        question.chain((q) => fc.tuple(fc.constant(q), paired(q))),
        ([q, given]) => {
          const share = given.filter((pair) => good(q).includes(pair)).length / q.items.length;
          expect(scoreResponse(q, given)).toBeCloseTo(share, 10);
          expect(scoreResponse(q, given.toReversed())).toBe(scoreResponse(q, given));
          expect(validateResponse(q, given.toReversed())).toEqual(validateResponse(q, [...given, '']));
        },
      ),
    );
  });

  test('wants one answer for every item, from its own list', () => {
    fc.assert(
      fc.property(question, (q) => {
        const [first = ''] = good(q);
        const [item = '', answer = ''] = first.split('.');
        const other = answersOf(q).find((id) => id !== answer) ?? '';
        expect(validateResponse(q, good(q).slice(1))).toEqual({ ok: false, reason: 'incomplete' });
        expect(validateResponse(q, [...good(q), `${item}.${other}`])).toEqual({ ok: false, reason: 'tooMany' });
        for (const odd of [`${item}.elders`, `elders.${answer}`, item, `${first}.x`, `${item}.`])
          expect(validateResponse(q, [...good(q).slice(1), odd]), odd).toEqual({ ok: false, reason: 'unknownOption' });
      }),
    );
  });

  test('says at every item what was chosen, and what it is where that differs', () => {
    fc.assert(
      fc.property(
        question.chain((q) => fc.tuple(fc.constant(q), paired(q))),
        ([q, given]) =>
          reviewRows(q, given).forEach((row, i) => {
            expect(row.text).toBe(q.items[i]?.text);
            expect(row.feedback).toBe(q.items[i]?.feedback);
            expect(row.label).toContain(row.state === 'right' ? 'Dat klopt.' : 'Het is: ');
          }),
      ),
    );
  });
});

test('a traffic light always has its three answers in the same order; those of a match move', () => {
  fc.assert(
    fc.property(trafficLight, (q) => {
      expect(toPublic(drawn(q, 7))).toMatchObject({ answers: lights.map(({ id, text }) => ({ id, text })) });
    }),
  );
  fc.assert(
    fc.property(match, (q) => {
      const firsts = Array.from({ length: 60 }, (_, seed) => drawn(q, seed * 977).answers[0]?.id);
      expect(new Set(firsts).size).toBeGreaterThan(1);
    }),
    { numRuns: 20 },
  );
});

test('an answer may serve twice or not at all; a file where all are the same, or one is not in the list, is refused', () => {
  const fits = (...answers: string[]) =>
    questionSchema.safeParse({
      id: 'q1',
      objective: 'o',
      text: 't',
      kind: 'match',
      answers: ['a', 'b', 'c'].map((id) => ({ id, text: id })),
      items: answers.map((answer, i) => ({ id: `i${i}`, text: 't', answer, feedback: 'f' })),
    }).success;
  expect(fits('a', 'a', 'b')).toBe(true);
  expect(fits('a', 'a', 'a')).toBe(false);
  expect(fits('a', 'b', 'd')).toBe(false);
  expect(fits('a', 'b')).toBe(false);
});
