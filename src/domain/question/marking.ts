/**
 * Spot the mistakes in a picture, and strike out what is superfluous: mark the right ones of a list. Response: the ids
 * marked. Score: the share of right marks less the share of wrong ones, never below 0.
 */
import { z } from 'zod';
import { localId, questionBase, scoreTicks, sentence, tickedIds, unique, type QuestionRules } from './kind.ts';

export const pictureSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('picture'),
  /** Name of a drawing in src/public/tekeningen, 640 by 400. */
  picture: localId,
  pictureAlt: sentence,
  spots: z
    .array(
      z.strictObject({
        id: localId,
        /** Where the numbered mark stands: beside the thing, so that it stays in sight. */
        x: z.number().min(0).max(640),
        y: z.number().min(0).max(400),
        text: sentence,
        mistake: z.boolean(),
        feedback: sentence,
      }),
    )
    .min(4)
    .max(10),
});
export const strikeOutSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('strikeOut'),
  items: z
    .array(z.strictObject({ id: localId, text: sentence, strike: z.boolean(), feedback: sentence }))
    .min(4)
    .max(8),
});
export type MarkingQuestion = z.infer<typeof pictureSchema> | z.infer<typeof strikeOutSchema>;

export type PublicMarking =
  | {
      id: string;
      kind: 'picture';
      text: string;
      picture: string;
      pictureAlt: string;
      spots: { id: string; x: number; y: number; text: string }[];
    }
  | { id: string; kind: 'strikeOut'; text: string; items: { id: string; text: string }[] };

interface Mark {
  id: string;
  text: string;
  right: boolean;
  feedback: string;
}

const marksOf = (question: MarkingQuestion): Mark[] =>
  question.kind === 'picture'
    ? question.spots.map(({ id, text, mistake, feedback }) => ({ id, text, right: mistake, feedback }))
    : question.items.map(({ id, text, strike, feedback }) => ({ id, text, right: strike, feedback }));

const labels = {
  picture: {
    right: 'Goed gezien',
    wrong: 'Hier is niets mis',
    missed: 'Dit hoorde er ook bij',
    plain: 'Terecht niet aangewezen',
  },
  strikeOut: {
    right: 'Terecht weggestreept',
    wrong: 'Dit heb je wel nodig',
    missed: 'Dit kon ook weg',
    plain: 'Terecht bewaard',
  },
};

export const marking: QuestionRules<MarkingQuestion, PublicMarking> = {
  faults(question) {
    const faults: string[] = [];
    const marks = marksOf(question);
    if (!unique(marks.map((m) => m.id))) faults.push('two parts share an id');
    if (marks.filter((m) => m.right).length < 2) faults.push('at least two are to be marked');
    if (marks.filter((m) => !m.right).length < 2) faults.push('at least two are to be left alone');
    return faults;
  },
  // The marks of a picture are numbered where they stand.
  draw: (question, shuffle) => (question.kind === 'picture' ? question : { ...question, items: shuffle(question.items) }),
  toPublic: (question) =>
    question.kind === 'picture'
      ? {
          id: question.id,
          kind: question.kind,
          text: question.text,
          picture: question.picture,
          pictureAlt: question.pictureAlt,
          spots: question.spots.map(({ id, x, y, text }) => ({ id, x, y, text })),
        }
      : {
          id: question.id,
          kind: question.kind,
          text: question.text,
          items: question.items.map(({ id, text }) => ({ id, text })),
        },
  validate: (question, given) =>
    tickedIds(
      marksOf(question).map((m) => m.id),
      given,
    ),
  score: (question, response) => scoreTicks(marksOf(question), (m) => m.right, response),
  review(question, response) {
    const own = labels[question.kind];
    return marksOf(question).map((mark) => {
      const marked = response.includes(mark.id);
      const state = marked ? (mark.right ? 'right' : 'wrong') : mark.right ? 'missed' : 'plain';
      return { text: mark.text, feedback: mark.feedback, state, label: own[state] };
    });
  },
  ideal: (question) =>
    marksOf(question)
      .filter((m) => m.right)
      .map((m) => m.id)
      .sort(),
  texts: (question) => [
    ...(question.kind === 'picture' ? [question.pictureAlt] : []),
    ...marksOf(question).flatMap((m) => [m.text, m.feedback]),
  ],
};
