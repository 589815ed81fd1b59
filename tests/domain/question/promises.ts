/** What every kind of question promises, tried on questions that fast-check makes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffleWith } from '#src/domain/question/kind.ts';
import {
  drawQuestion,
  idealResponse,
  questionSchema,
  reviewRows,
  scoreResponse,
  textsOf,
  toPublic,
  validateResponse,
  type Question,
} from '#src/domain/question/question.ts';
import { outcomeOf } from '#src/domain/quiz-review.ts';

/** What a reader may see before answering, and what not: each text says which it is. */
export const shown = (what: string | number) => `zichtbaar ${what}`;
export const hidden = (what: string | number) => `geheim ${what}`;

/** The fields that every question has; its sources stay at home too. */
export const base = fc.record({
  id: fc.stringMatching(/^q[0-9]{1,4}$/),
  objective: fc.constantFrom('geheim-doel-een', 'geheim-doel-twee'),
  text: fc.constant(shown('vraag')),
  sources: fc.constantFrom<string[]>([], [hidden('bron')]),
});

/** Ids in an order that tells nothing of which is first. */
export const ids = (min: number, max: number) =>
  fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,3}$/), { minLength: min, maxLength: max });

/** A die that falls the same way for the same seed. */
export function chance(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
export const seeds = fc.integer({ min: 0, max: 1e6 });

export const drawn = <Q extends Question>(question: Q, seed: number): Q => drawQuestion(question, shuffleWith(chance(seed))) as Q;

/** Every value in it, with lists as sets: two questions that differ only in order are alike. */
function contents(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(contents).toSorted().join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).filter(([name]) => name !== 'shown');
  return `{${fields
    .map(([name, own]) => `${name}:${contents(own)}`)
    .toSorted()
    .join()}}`;
}

/** Every key of an object, however deep. */
const keysOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(keysOf)
    : value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, own]) => [key, ...keysOf(own)])
      : [];

/**
 * @param response a response of the right form, whatever it is worth
 * @param publicKeys all that the form for a browser may be made of
 */
export function keepsItsPromises<Q extends Question>(
  question: fc.Arbitrary<Q>,
  response: (question: Q) => fc.Arbitrary<string[]>,
  publicKeys: readonly string[],
): void {
  const asked = question.chain((q) => fc.tuple(fc.constant(q), response(q), seeds));

  test('fits the format of its file', () => {
    fc.assert(
      fc.property(question, (q) => {
        expect(questionSchema.parse(q)).toEqual(q);
      }),
    );
  });

  test('a response of the right form is taken, the same when it comes in again, and is worth 0 to 1', () => {
    fc.assert(
      fc.property(asked, ([q, given]) => {
        const check = validateResponse(q, given);
        if (!check.ok) throw new Error(check.reason);
        expect(validateResponse(q, check.response)).toEqual(check);
        const score = scoreResponse(q, check.response);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('whatever comes in is refused or worth 0 to 1, never an accident', () => {
    fc.assert(
      fc.property(
        question,
        fc.array(fc.oneof(fc.string(), fc.constantFrom('', '.', 'a.b', 'a.b.c', '__proto__'))),
        (q, given) => {
          const check = validateResponse(q, given);
          if (!check.ok) return;
          const score = scoreResponse(q, check.response);
          expect(score >= 0 && score <= 1).toBe(true);
        },
      ),
    );
  });

  test('the ideal response is a valid one, and scores 1, drawn or not', () => {
    fc.assert(
      fc.property(question, seeds, (q, seed) => {
        for (const own of [q, drawn(q, seed)]) {
          const ideal = idealResponse(own);
          expect(validateResponse(own, ideal)).toEqual({ ok: true, response: ideal });
          expect(scoreResponse(own, ideal)).toBe(1);
        }
      }),
    );
  });

  test('nothing is refused but an empty response, when there is nothing in it', () => {
    fc.assert(
      fc.property(question, fc.constantFrom<string[]>([], [''], ['', '']), (q, given) => {
        expect(validateResponse(q, given)).toEqual({ ok: false, reason: 'empty' });
      }),
    );
  });

  test('a draw loses nothing, adds nothing, and changes no score', () => {
    fc.assert(
      fc.property(asked, ([q, given, seed]) => {
        const own = drawn(q, seed);
        expect(contents(own)).toBe(contents(q));
        const check = validateResponse(own, given);
        if (!check.ok) throw new Error(check.reason);
        expect(check).toEqual(validateResponse(q, given));
        expect(scoreResponse(own, check.response)).toBe(scoreResponse(q, check.response));
      }),
    );
  });

  test('what reaches a browser holds no answer, no feedback and no objective', () => {
    fc.assert(
      fc.property(question, seeds, (q, seed) => {
        for (const own of [q, drawn(q, seed)]) {
          const form = toPublic(own);
          expect(JSON.stringify(form)).not.toContain('geheim');
          expect(form).toMatchObject({ id: q.id, kind: q.kind, text: q.text });
          expect(keysOf(form).filter((key) => !['id', 'kind', 'text', ...publicKeys].includes(key))).toEqual([]);
        }
      }),
    );
  });

  test('the review says something of every answer, and calls it right exactly when it is worth 1', () => {
    fc.assert(
      fc.property(asked, ([q, given]) => {
        const check = validateResponse(q, given);
        if (!check.ok) throw new Error(check.reason);
        const rows = reviewRows(q, check.response);
        const allRight = rows.every((row) => row.state === 'right' || row.state === 'plain');
        expect(rows.length).toBeGreaterThan(0);
        expect(allRight).toBe(outcomeOf(scoreResponse(q, check.response)) === 'goed');
      }),
    );
  });

  test('all its texts are there for the checks of language', () => {
    fc.assert(
      fc.property(question, (q) => {
        const texts = textsOf(q).join('\n');
        for (const [text] of JSON.stringify({ ...q, sources: [], objective: '' }).matchAll(/(?:zichtbaar|geheim) [\w-]+/g))
          if (!('unit' in q && text === q.unit) && !('accepted' in q && text !== q.answer)) expect(texts).toContain(text);
      }),
    );
  });
}
