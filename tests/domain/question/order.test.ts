import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveItem, type OrderQuestion } from '#src/domain/question/order.ts';
import { questionSchema, reviewRows, scoreResponse, toPublic, validateResponse } from '#src/domain/question/question.ts';
import { base, drawn, hidden, ids, keepsItsPromises, seeds, shown } from './promises.ts';

const question: fc.Arbitrary<OrderQuestion> = fc.record({ base, ids: ids(3, 6) }).map(({ base, ids }) => ({
  ...base,
  kind: 'order',
  items: ids.map((id) => ({ id, text: shown(id) })),
  feedback: hidden('uitleg'),
}));
const right = (q: OrderQuestion) => q.items.map((i) => i.id);
const anyOrder = (q: OrderQuestion) => fc.shuffledSubarray(right(q), { minLength: q.items.length, maxLength: q.items.length });
const inAnyOrder = question.chain((q) => fc.tuple(fc.constant(q), anyOrder(q)));

/** All orders of a short list. */
const orders = (list: readonly string[]): string[][] =>
  list.length < 2 ? [[...list]] : list.flatMap((id) => orders(list.filter((other) => other !== id)).map((rest) => [id, ...rest]));

describe('put in order', () => {
  keepsItsPromises(question, anyOrder, ['items']);

  test('the reverse is worth nothing, and only the right order everything', () => {
    fc.assert(
      fc.property(inAnyOrder, ([q, given]) => {
        expect(scoreResponse(q, right(q).toReversed())).toBe(0);
        expect(scoreResponse(q, given) === 1).toBe(given.join() === right(q).join());
      }),
    );
  });

  test('two neighbours that changed places cost the same everywhere: two shares of a pair', () => {
    fc.assert(
      fc.property(question, (q) => {
        const pairs = (q.items.length * (q.items.length - 1)) / 2;
        for (const id of right(q).slice(1))
          expect(scoreResponse(q, moveItem(right(q), id, -1))).toBeCloseTo(Math.max(0, 1 - 2 / pairs), 10);
      }),
    );
  });

  test('half of all orders is worth nothing: guessing doesn’t pay', () => {
    const q: OrderQuestion = {
      id: 'q1',
      kind: 'order',
      objective: 'o',
      text: 't',
      sources: [],
      items: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id })),
      feedback: 'f',
    };
    const scores = orders(right(q)).map((o) => scoreResponse(q, o));
    expect(scores.filter((s) => s === 0).length / scores.length).toBeGreaterThanOrEqual(0.5);
    expect(scores.filter((s) => s === 1)).toHaveLength(1);
  });

  test('wants every item once', () => {
    fc.assert(
      fc.property(question, (q) => {
        const own = right(q);
        expect(validateResponse(q, own.slice(1))).toEqual({ ok: false, reason: 'notAnOrder' });
        expect(validateResponse(q, [...own.slice(1), own[1] ?? ''])).toEqual({ ok: false, reason: 'notAnOrder' });
        expect(validateResponse(q, [...own, own[0] ?? ''])).toEqual({ ok: false, reason: 'notAnOrder' });
        expect(validateResponse(q, [...own.slice(1), 'elders-5'])).toEqual({ ok: false, reason: 'unknownOption' });
      }),
    );
  });

  test('is never shown in the right order, drawn or not', () => {
    fc.assert(
      fc.property(question, seeds, (q, seed) => {
        for (const own of [q, drawn(q, seed)]) {
          const form = toPublic(own);
          const order = 'items' in form ? form.items.map((i) => i.id) : [];
          expect(order).not.toEqual(right(q));
          expect(order.toSorted()).toEqual(right(q).toSorted());
        }
      }),
    );
  });

  test('the review has the right order, with the place that each got', () => {
    fc.assert(
      fc.property(inAnyOrder, ([q, given]) =>
        reviewRows(q, given).forEach((row, i) => {
          expect(row.text).toBe(`${i + 1}. ${q.items[i]?.text}`);
          expect(row.state).toBe(given[i] === q.items[i]?.id ? 'right' : 'wrong');
        }),
      ),
    );
  });

  test('a file may not say in which order it is shown', () => {
    fc.assert(
      fc.property(question, (q) => {
        expect(questionSchema.safeParse({ ...q, shown: right(q) }).success).toBe(false);
      }),
    );
  });
});

describe('moving a line', () => {
  test('up and down again is where it was, and nothing is lost', () => {
    fc.assert(
      fc.property(ids(3, 6), fc.nat(), (list, n) => {
        const id = list[n % list.length] ?? '';
        const up = moveItem(list, id, -1);
        expect(up.toSorted()).toEqual(list.toSorted());
        expect(n % list.length === 0 ? up : moveItem(up, id, 1)).toEqual(list);
      }),
    );
  });

  test('beyond the ends, or of a line that is not there, changes nothing', () => {
    expect(moveItem(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moveItem(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
    expect(moveItem(['a', 'b'], 'z', 1)).toEqual(['a', 'b']);
  });
});
