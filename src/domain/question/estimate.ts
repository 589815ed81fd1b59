/**
 * Estimate a number. Response: the number as text with a point ("3.3"). Score: within `tolerance` of the answer 1, within
 * `near` one half, else 0.
 */
import { z } from 'zod';
import { questionBase, sentence, type QuestionRules } from './kind.ts';

export const estimateSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('estimate'),
  /** After the field: "miljoen mensen". */
  unit: sentence,
  answer: z.number(),
  tolerance: z.number().min(0),
  near: z.number().min(0),
  min: z.number(),
  max: z.number(),
  feedback: sentence,
});
export type EstimateQuestion = z.infer<typeof estimateSchema>;

export interface PublicEstimate {
  id: string;
  kind: 'estimate';
  text: string;
  unit: string;
  min: number;
  max: number;
}

const dutch = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 3 });

/** A number as Dutch people type it: "3,3", "3.3", "1.500", "1 500". Null for anything else. */
export function readNumber(text: string): number | null {
  const bare = text.trim().replaceAll(/[\s\u00a0]/g, '');
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare) ? bare.replaceAll('.', '').replace(',', '.') : bare.replace(',', '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

export const estimate: QuestionRules<EstimateQuestion, PublicEstimate> = {
  faults({ answer, tolerance, near, min, max }) {
    const faults: string[] = [];
    if (!(min < max && answer >= min && answer <= max)) faults.push('the answer lies between min and max');
    if (near < tolerance) faults.push('near is at least as wide as tolerance');
    if (answer - near <= min && answer + near >= max) faults.push('every number would be near enough');
    return faults;
  },
  draw: (question) => question,
  toPublic: ({ id, kind, text, unit, min, max }) => ({ id, kind, text, unit, min, max }),
  validate(question, given) {
    const typed = given.filter((text) => text.trim() !== '');
    if (typed.length === 0) return { ok: false, reason: 'empty' };
    if (typed.length > 1) return { ok: false, reason: 'tooMany' };
    const number = readNumber(typed[0] ?? '');
    if (number === null) return { ok: false, reason: 'notANumber' };
    return number < question.min || number > question.max
      ? { ok: false, reason: 'outOfRange' }
      : { ok: true, response: [String(number)] };
  },
  score(question, response) {
    // A hair of room: 3.3 − 3 is a little more than 0.3 in floating point.
    const off = Math.abs(Number(response[0]) - question.answer) - 1e-9;
    return off <= question.tolerance ? 1 : off <= question.near ? 0.5 : 0;
  },
  review(question, response) {
    const score = estimate.score(question, response);
    const said = `${dutch.format(Number(response[0]))} ${question.unit}`;
    return [
      {
        text: said,
        state: score === 1 ? 'right' : 'wrong',
        label: score === 1 ? 'Jouw schatting: raak' : score > 0 ? 'Jouw schatting: in de buurt' : 'Jouw schatting',
      },
      { text: `${dutch.format(question.answer)} ${question.unit}`, state: score === 1 ? 'plain' : 'missed', label: 'Het getal' },
    ];
  },
  ideal: (question) => [String(question.answer)],
  texts: (question) => [question.feedback],
};
