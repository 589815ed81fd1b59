import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkingQuestion } from '#src/domain/question/marking.ts';
import { questionSchema, reviewRows, scoreResponse, validateResponse } from '#src/domain/question/question.ts';
import { base, drawn, hidden, ids, keepsItsPromises, seeds, shown } from './promises.ts';

type Picture = Extract<MarkingQuestion, { kind: 'picture' }>;
type StrikeOut = Extract<MarkingQuestion, { kind: 'strikeOut' }>;

const right = (index: number, wanted: number, total: number) => index < Math.max(2, Math.min(wanted, total - 2));

const picture: fc.Arbitrary<Picture> = fc
  .record({ base, ids: ids(4, 10), wanted: fc.nat({ max: 10 }), x: fc.nat({ max: 640 }), y: fc.nat({ max: 400 }) })
  .map(({ base, ids, wanted, x, y }) => ({
    ...base,
    kind: 'picture',
    picture: 'balie-fouten',
    pictureAlt: shown('tekening'),
    spots: ids.map((id, i) => ({
      id,
      x,
      y,
      text: shown(id),
      mistake: right(i, wanted, ids.length),
      feedback: hidden(id),
    })),
  }));
const strikeOut: fc.Arbitrary<StrikeOut> = fc
  .record({ base, ids: ids(4, 8), wanted: fc.nat({ max: 8 }) })
  .map(({ base, ids, wanted }) => ({
    ...base,
    kind: 'strikeOut',
    items: ids.map((id, i) => ({ id, text: shown(id), strike: right(i, wanted, ids.length), feedback: hidden(id) })),
  }));

const marks = (q: MarkingQuestion) =>
  q.kind === 'picture'
    ? q.spots.map((s) => ({ id: s.id, right: s.mistake }))
    : q.items.map((i) => ({ id: i.id, right: i.strike }));
const some = (q: MarkingQuestion) =>
  fc.subarray(
    marks(q).map((m) => m.id),
    { minLength: 1 },
  );

describe.each<[string, fc.Arbitrary<MarkingQuestion>, string[]]>([
  ['spot the mistakes in a picture', picture, ['picture', 'pictureAlt', 'spots', 'x', 'y']],
  ['strike out what is superfluous', strikeOut, ['items']],
])('%s', (_, question, publicKeys) => {
  keepsItsPromises(question, some, publicKeys);

  test('does not look at the order of the marks, nor at repeats', () => {
    fc.assert(
      fc.property(
        question.chain((q) => fc.tuple(fc.constant(q), some(q))),
        ([q, marked]) => {
          expect(validateResponse(q, [...marked, '', ...marked].toReversed())).toEqual({ ok: true, response: marked.toSorted() });
        },
      ),
    );
  });

  test('marking everything yields nothing, and so does only what is fine', () => {
    fc.assert(
      fc.property(question, (q) => {
        const own = marks(q);
        expect(
          scoreResponse(
            q,
            own.map((m) => m.id),
          ),
        ).toBeCloseTo(0, 10);
        expect(
          scoreResponse(
            q,
            own.filter((m) => !m.right).map((m) => m.id),
          ),
        ).toBe(0);
      }),
    );
  });

  test('each right mark is worth its share', () => {
    fc.assert(
      fc.property(question, (q) => {
        const good = marks(q).flatMap((m) => (m.right ? [m.id] : []));
        for (const [i] of good.entries()) expect(scoreResponse(q, good.slice(0, i + 1))).toBeCloseTo((i + 1) / good.length, 10);
      }),
    );
  });

  test('a mark of elsewhere is refused', () => {
    fc.assert(
      fc.property(question, (q) => {
        expect(validateResponse(q, ['elders-5'])).toEqual({ ok: false, reason: 'unknownOption' });
      }),
    );
  });
});

test('the numbered marks of a picture stay where they are; the lines of a form move', () => {
  fc.assert(
    fc.property(picture, seeds, (q, seed) => {
      expect(drawn(q, seed)).toEqual(q);
    }),
  );
  fc.assert(
    fc.property(strikeOut, (q) => {
      const firsts = Array.from({ length: 60 }, (_, seed) => drawn(q, seed * 977).items[0]?.id);
      expect(new Set(firsts).size).toBeGreaterThan(1);
    }),
    { numRuns: 20 },
  );
});

test('the review tells the four cases apart', () => {
  const q: StrikeOut = {
    id: 'q1',
    kind: 'strikeOut',
    objective: 'o',
    text: 't',
    sources: [],
    items: [
      { id: 'a', text: 'Geboortedatum', strike: true, feedback: 'x' },
      { id: 'b', text: 'BSN', strike: true, feedback: 'x' },
      { id: 'c', text: 'Datum', strike: false, feedback: 'x' },
      { id: 'd', text: 'Soort vraag', strike: false, feedback: 'x' },
    ],
  };
  expect(reviewRows(q, ['a', 'c']).map((row) => [row.state, row.label])).toEqual([
    ['right', 'Terecht weggestreept'],
    ['missed', 'Dit kon ook weg'],
    ['wrong', 'Dit heb je wel nodig'],
    ['plain', 'Terecht bewaard'],
  ]);
  expect(scoreResponse(q, ['a', 'c'])).toBe(0);
  expect(scoreResponse(q, ['a', 'b', 'c'])).toBe(0.5);
});

test('a file with fewer than two to mark, or two to leave, is refused', () => {
  const fits = (...strike: boolean[]) =>
    questionSchema.safeParse({
      id: 'q1',
      objective: 'o',
      text: 't',
      kind: 'strikeOut',
      items: strike.map((own, i) => ({ id: `f${i}`, text: 't', strike: own, feedback: 'f' })),
    }).success;
  expect(fits(true, true, false, false)).toBe(true);
  expect(fits(true, false, false, false)).toBe(false);
  expect(fits(true, true, true, false)).toBe(false);
});
