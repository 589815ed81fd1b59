/**
 * Match (each item gets one of the answers; an answer may serve more items, or none) and traffic light (each statement is
 * mag, overleg or mag niet). Response: `item.answer` for every item. Score: the share of items with the right answer.
 */
import { z } from 'zod';
import { localId, questionBase, sentence, unique, type QuestionRules } from './kind.ts';

export const lights = [
  { id: 'mag', text: 'Mag' },
  { id: 'overleg', text: 'Overleg eerst' },
  { id: 'mag-niet', text: 'Mag niet' },
] as const;

const itemSchema = z.strictObject({ id: localId, text: sentence, answer: localId, feedback: sentence });

export const matchSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('match'),
  answers: z
    .array(z.strictObject({ id: localId, text: sentence }))
    .min(2)
    .max(6),
  items: z.array(itemSchema).min(3).max(6),
});
export const trafficLightSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('trafficLight'),
  items: z.array(itemSchema).min(3).max(6),
});
export type PairingQuestion = z.infer<typeof matchSchema> | z.infer<typeof trafficLightSchema>;

export interface PublicPairing {
  id: string;
  kind: 'match' | 'trafficLight';
  text: string;
  items: { id: string; text: string }[];
  answers: { id: string; text: string }[];
}

const answersOf = (question: PairingQuestion): readonly { id: string; text: string }[] =>
  question.kind === 'match' ? question.answers : lights;

function pairs(response: readonly string[]): Map<string, string> {
  return new Map(response.map((pair) => pair.split('.') as [string, string]));
}

export const pairing: QuestionRules<PairingQuestion, PublicPairing> = {
  faults(question) {
    const faults: string[] = [];
    const answers = answersOf(question).map((a) => a.id);
    if (!unique(answers)) faults.push('two answers share an id');
    if (!unique(question.items.map((i) => i.id))) faults.push('two items share an id');
    for (const item of question.items)
      if (!answers.includes(item.answer))
        faults.push(`${item.id} has the answer ${item.answer}, that is none of ${answers.join(', ')}`);
    if (new Set(question.items.map((i) => i.answer)).size < 2) faults.push('all items have the same answer');
    return faults;
  },
  draw: (question, shuffle) =>
    question.kind === 'match'
      ? { ...question, items: shuffle(question.items), answers: shuffle(question.answers) }
      : { ...question, items: shuffle(question.items) },
  toPublic: (question) => ({
    id: question.id,
    kind: question.kind,
    text: question.text,
    items: question.items.map(({ id, text }) => ({ id, text })),
    answers: answersOf(question).map(({ id, text }) => ({ id, text })),
  }),
  validate(question, given) {
    const response = [...new Set(given.filter((pair) => pair !== ''))].sort();
    if (response.length === 0) return { ok: false, reason: 'empty' };
    const answers = new Set(answersOf(question).map((a) => a.id));
    const items = new Set(question.items.map((i) => i.id));
    for (const pair of response) {
      const [item = '', answer = '', ...more] = pair.split('.');
      if (!items.has(item) || !answers.has(answer) || more.length > 0) return { ok: false, reason: 'unknownOption' };
    }
    const named = pairs(response);
    if (named.size < response.length) return { ok: false, reason: 'tooMany' };
    return named.size < items.size ? { ok: false, reason: 'incomplete' } : { ok: true, response };
  },
  score(question, response) {
    const given = pairs(response);
    return question.items.filter((i) => given.get(i.id) === i.answer).length / question.items.length;
  },
  review(question, response) {
    const given = pairs(response);
    const text = (id: string | undefined) => answersOf(question).find((a) => a.id === id)?.text ?? '–';
    return question.items.map((item) => {
      const own = given.get(item.id);
      return own === item.answer
        ? { text: item.text, feedback: item.feedback, state: 'right', label: `Jij koos: ${text(own)}. Dat klopt.` }
        : {
            text: item.text,
            feedback: item.feedback,
            state: 'wrong',
            label: `Jij koos: ${text(own)}. Het is: ${text(item.answer)}.`,
          };
    });
  },
  ideal: (question) => question.items.map((i) => `${i.id}.${i.answer}`).sort(),
  texts: (question) => [
    ...(question.kind === 'match' ? question.answers.map((a) => a.text) : []),
    ...question.items.flatMap((i) => [i.text, i.feedback]),
  ],
};
