/** All kinds of question behind one door. Rules per kind stand in the files beside this one. */
import { z } from 'zod';
import { choice, choiceKinds, choiceSchema, type PublicChoice } from './choice.ts';
import { estimate, estimateSchema, type PublicEstimate } from './estimate.ts';
import type { QuestionRules, ResponseCheck, ReviewRow, Shuffle } from './kind.ts';
import { marking, pictureSchema, strikeOutSchema, type PublicMarking } from './marking.ts';
import { order, orderSchema, type PublicOrder } from './order.ts';
import { matchSchema, pairing, trafficLightSchema, type PublicPairing } from './pairing.ts';
import { shortText, shortTextSchema, type PublicShortText } from './short-text.ts';

export const questionKinds = [
  ...choiceKinds,
  'match',
  'order',
  'trafficLight',
  'estimate',
  'picture',
  'shortText',
  'strikeOut',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const questionSchema = z
  .discriminatedUnion('kind', [
    choiceSchema,
    matchSchema,
    orderSchema,
    trafficLightSchema,
    estimateSchema,
    pictureSchema,
    shortTextSchema,
    strikeOutSchema,
  ])
  .superRefine((question, ctx) => {
    for (const message of rulesOf(question).faults(question))
      ctx.addIssue({ code: 'custom', message: `${question.id}: ${message}` });
  });

/** A question of a YAML file, with its answers; in an attempt its sources are texts. */
export type Question = z.infer<typeof questionSchema>;
/** A question as it may reach a browser before it was answered. */
export type PublicQuestion = PublicChoice | PublicPairing | PublicOrder | PublicEstimate | PublicMarking | PublicShortText;

function rulesOf(question: { kind: QuestionKind }): QuestionRules<Question, PublicQuestion> {
  // Each kind gets only its own questions.
  return byKind[question.kind] as unknown as QuestionRules<Question, PublicQuestion>;
}

const byKind = {
  single: choice,
  multiple: choice,
  trueFalse: choice,
  match: pairing,
  trafficLight: pairing,
  order,
  estimate,
  picture: marking,
  strikeOut: marking,
  shortText,
};

export const toPublic = (question: Question): PublicQuestion => rulesOf(question).toPublic(question);

/** Is this something that can be scored? For ticks, order and repeats don't matter. */
export const validateResponse = (question: Question, given: readonly string[]): ResponseCheck =>
  rulesOf(question).validate(question, given);

/** The score of a valid response, 0–1; the rule for part of the points stands at the head of each kind's file. */
export const scoreResponse = (question: Question, response: readonly string[]): number =>
  rulesOf(question).score(question, response);

export const reviewRows = (question: Question, response: readonly string[]): ReviewRow[] =>
  rulesOf(question).review(question, response);

export const drawQuestion = (question: Question, shuffle: Shuffle): Question => rulesOf(question).draw(question, shuffle);

export const idealResponse = (question: Question): string[] => rulesOf(question).ideal(question);

/** Everything that people read of a question, its own text first. */
export const textsOf = (question: Question): string[] => [question.text, ...rulesOf(question).texts(question)];

/** What is said under the lines of the review, where a kind explains itself as a whole. */
export const explanationOf = (question: Question): string | null => ('feedback' in question ? question.feedback : null);
