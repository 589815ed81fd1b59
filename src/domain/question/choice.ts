/**
 * One right option, several right options, or a statement that is true or not. Response: the ids of the chosen options.
 * Score: one option: right is 1. Several: the share of right options chosen less the share of wrong ones, never below 0.
 */
import { z } from 'zod';
import { localId, questionBase, scoreTicks, sentence, tickedIds, unique, type QuestionRules } from './kind.ts';

export const choiceKinds = ['single', 'multiple', 'trueFalse'] as const;

const optionSchema = z.strictObject({ id: localId, text: sentence, correct: z.boolean(), feedback: sentence });

export const choiceSchema = z.strictObject({
  ...questionBase,
  kind: z.enum(choiceKinds),
  options: z.array(optionSchema).min(2).max(6),
});
export type ChoiceQuestion = z.infer<typeof choiceSchema>;

export interface PublicChoice {
  id: string;
  kind: (typeof choiceKinds)[number];
  text: string;
  options: { id: string; text: string }[];
}

export const choice: QuestionRules<ChoiceQuestion, PublicChoice> = {
  faults({ kind, options }) {
    const faults: string[] = [];
    const right = options.filter((o) => o.correct).length;
    const ids = options.map((o) => o.id);
    if (!unique(ids)) faults.push('two options share an id');
    if (kind === 'multiple' && (right < 2 || right === options.length))
      faults.push('multiple wants at least two right options and one that is not');
    if (kind !== 'multiple' && right !== 1) faults.push('exactly one option must be right');
    if (kind === 'trueFalse' && !(ids.includes('waar') && ids.includes('niet-waar') && ids.length === 2))
      faults.push('trueFalse has the options waar and niet-waar');
    return faults;
  },
  // Waar and niet waar keep their places.
  draw: (question, shuffle) => (question.kind === 'trueFalse' ? question : { ...question, options: shuffle(question.options) }),
  toPublic: ({ id, kind, text, options }) => ({ id, kind, text, options: options.map((o) => ({ id: o.id, text: o.text })) }),
  validate(question, given) {
    const check = tickedIds(
      question.options.map((o) => o.id),
      given,
    );
    return check.ok && question.kind !== 'multiple' && check.response.length > 1 ? { ok: false, reason: 'tooMany' } : check;
  },
  score(question, response) {
    if (question.kind === 'multiple') return scoreTicks(question.options, (o) => o.correct, response);
    return question.options.some((o) => o.correct && response.includes(o.id)) ? 1 : 0;
  },
  review(question, response) {
    const only = question.options.filter((o) => o.correct).length === 1;
    return question.options.map(({ id, text, correct, feedback }) => {
      if (response.includes(id))
        return correct
          ? { text, feedback, state: 'right', label: 'Jouw antwoord: klopt' }
          : { text, feedback, state: 'wrong', label: 'Jouw antwoord: klopt niet' };
      return correct
        ? { text, feedback, state: 'missed', label: only ? 'Dit klopt' : 'Dit klopt ook' }
        : { text, feedback, state: 'plain' };
    });
  },
  ideal: (question) =>
    question.options
      .filter((o) => o.correct)
      .map((o) => o.id)
      .sort(),
  texts: (question) => question.options.flatMap((o) => [o.text, o.feedback]),
};
