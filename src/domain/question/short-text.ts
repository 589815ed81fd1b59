/**
 * A word or a few words. Response: the text as typed, trimmed. Score: 1 when it is one of the accepted variants, compared
 * without case, accents, punctuation, hyphens and a leading article; else 0.
 */
import { z } from 'zod';
import { questionBase, sentence, type QuestionRules } from './kind.ts';

export const shortTextSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('shortText'),
  accepted: z.array(sentence).min(1),
  /** As it is shown afterwards. */
  answer: sentence,
  feedback: sentence,
});
export type ShortTextQuestion = z.infer<typeof shortTextSchema>;

export interface PublicShortText {
  id: string;
  kind: 'shortText';
  text: string;
}

export const longestShortText = 80;

export const bareText = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d\s]/gu, '')
    .trim()
    .replace(/^(de|het|een)\s+/, '')
    .replaceAll(/\s+/g, '');

const isAccepted = (question: ShortTextQuestion, text: string) => question.accepted.some((a) => bareText(a) === bareText(text));

export const shortText: QuestionRules<ShortTextQuestion, PublicShortText> = {
  faults(question) {
    if (question.accepted.some((a) => bareText(a) === '')) return ['an accepted variant has no letters'];
    return isAccepted(question, question.answer) ? [] : ['the answer shown is none of the accepted variants'];
  },
  draw: (question) => question,
  toPublic: ({ id, kind, text }) => ({ id, kind, text }),
  validate(_question, given) {
    const typed = given.map((text) => text.trim()).filter((text) => text !== '');
    if (typed.length === 0) return { ok: false, reason: 'empty' };
    if (typed.length > 1) return { ok: false, reason: 'tooMany' };
    return (typed[0] ?? '').length > longestShortText ? { ok: false, reason: 'tooLong' } : { ok: true, response: typed };
  },
  score: (question, response) => (isAccepted(question, response[0] ?? '') ? 1 : 0),
  review(question, response) {
    const right = isAccepted(question, response[0] ?? '');
    return [
      {
        text: `“${response[0] ?? ''}”`,
        state: right ? 'right' : 'wrong',
        label: right ? 'Jouw antwoord: klopt' : 'Jouw antwoord: klopt niet',
      },
      ...(right ? [] : [{ text: question.answer, state: 'missed' as const, label: 'Dit klopt' }]),
    ];
  },
  ideal: (question) => [question.answer],
  texts: (question) => [question.answer, question.feedback],
};
