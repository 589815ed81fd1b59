/**
 * Put in order. Response: all item ids, in the order given. Score: of all pairs of items the share that stands in the right
 * order, so scaled that a random order is worth about 0 and the reverse order 0: max(0, 2 × share − 1).
 */
import { z } from 'zod';
import { dieOf, localId, questionBase, sentence, shuffleWith, unique, type QuestionRules, type Shuffle } from './kind.ts';

export const orderSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('order'),
  /** In the right order. */
  items: z
    .array(z.strictObject({ id: localId, text: sentence }))
    .min(3)
    .max(6),
  feedback: sentence,
  /** The order in which an attempt shows them; drawn, never written in a file. */
  shown: z.array(localId).optional(),
});
export type OrderQuestion = z.infer<typeof orderSchema>;

export interface PublicOrder {
  id: string;
  kind: 'order';
  text: string;
  items: { id: string; text: string }[];
}

const right = (question: OrderQuestion) => question.items.map((i) => i.id);

export const order: QuestionRules<OrderQuestion, PublicOrder> = {
  faults(question) {
    const faults: string[] = [];
    if (!unique(right(question))) faults.push('two items share an id');
    if (question.shown) faults.push('shown is drawn, leave it out');
    return faults;
  },
  draw: (question, shuffle) => ({ ...question, shown: drawOrder(question, shuffle) }),
  toPublic: (question) => ({
    id: question.id,
    kind: 'order',
    text: question.text,
    // Never as in the file, where the order is the answer.
    items: inOrder(question, question.shown ?? drawOrder(question, shuffleWith(dieOf(question.id)))),
  }),
  validate(question, given) {
    const known = new Set(right(question));
    const response = given.filter((id) => id !== '');
    if (response.length === 0) return { ok: false, reason: 'empty' };
    if (response.some((id) => !known.has(id))) return { ok: false, reason: 'unknownOption' };
    return unique(response) && response.length === known.size ? { ok: true, response } : { ok: false, reason: 'notAnOrder' };
  },
  score(question, response) {
    const place = new Map(response.map((id, index) => [id, index]));
    const ids = right(question);
    let good = 0;
    let all = 0;
    for (const [i, first] of ids.entries())
      for (const second of ids.slice(i + 1)) {
        all += 1;
        if ((place.get(first) ?? 0) < (place.get(second) ?? 0)) good += 1;
      }
    return Math.max(0, (2 * good) / all - 1);
  },
  review(question, response) {
    const ids = right(question);
    return question.items.map(({ id, text }, index) => {
      const own = response.indexOf(id);
      return own === index
        ? { text: `${index + 1}. ${text}`, state: 'right', label: 'Staat goed' }
        : { text: `${index + 1}. ${text}`, state: 'wrong', label: `Jij zette dit op plaats ${own + 1} van ${ids.length}` };
    });
  },
  ideal: right,
  texts: (question) => [...question.items.map((i) => i.text), question.feedback],
};

function drawOrder(question: OrderQuestion, shuffle: Shuffle): string[] {
  const drawn = shuffle(right(question));
  // The right order by chance would leave nothing to do.
  return drawn.join() === right(question).join() ? drawn.toReversed() : drawn;
}

function inOrder(question: OrderQuestion, ids: readonly string[]): { id: string; text: string }[] {
  return ids.flatMap((id) => question.items.find((i) => i.id === id) ?? []).map(({ id, text }) => ({ id, text }));
}

/** The order with the item moved one place up or down; as it was when it can't move. */
export function moveItem(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  const out = [...ids];
  if (from < 0 || to < 0 || to >= out.length) return out;
  [out[from], out[to]] = [out[to] as string, out[from] as string];
  return out;
}
