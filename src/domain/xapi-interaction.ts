/** How a question is told to other systems: the interaction types of xAPI (those of SCORM), with their way of writing an answer. */
import { lights } from './question/pairing.ts';
import type { Question } from './question/question.ts';

interface Part {
  id: string;
  description: { nl: string };
}

export interface Interaction {
  interactionType: 'true-false' | 'choice' | 'fill-in' | 'matching' | 'sequencing' | 'numeric';
  correctResponsesPattern?: string[];
  choices?: Part[];
  source?: Part[];
  target?: Part[];
}

const part = ({ id, text }: { id: string; text: string }): Part => ({ id, description: { nl: text } });
const several = (ids: readonly string[]) => ids.join('[,]');
const truth = (id: string | undefined) => (id === 'waar' ? 'true' : 'false');
const pairs = (response: readonly string[]) => several(response.map((pair) => pair.replace('.', '[.]')));

/** @param solved what is right may be told: the go was handed in */
export function interactionOf(question: Question, solved: boolean): Interaction {
  const { correctResponsesPattern, ...open } = whole(question);
  return solved && correctResponsesPattern ? { ...open, correctResponsesPattern } : open;
}

function whole(question: Question): Interaction {
  switch (question.kind) {
    case 'trueFalse':
      return {
        interactionType: 'true-false',
        correctResponsesPattern: [truth(question.options.find((option) => option.correct)?.id)],
      };
    case 'single':
    case 'multiple':
      return ticks(question.options.map(({ id, text, correct }) => ({ id, text, right: correct })));
    case 'picture':
      return ticks(question.spots.map(({ id, text, mistake }) => ({ id, text, right: mistake })));
    case 'strikeOut':
      return ticks(question.items.map(({ id, text, strike }) => ({ id, text, right: strike })));
    case 'match':
    case 'trafficLight':
      return {
        interactionType: 'matching',
        correctResponsesPattern: [several(question.items.map(({ id, answer }) => `${id}[.]${answer}`))],
        source: question.items.map(part),
        target: (question.kind === 'match' ? question.answers : lights).map(part),
      };
    case 'order': {
      // As it was shown: the order of the file is the answer.
      const shown = question.shown ?? question.items.map(({ id }) => id).toSorted();
      return {
        interactionType: 'sequencing',
        correctResponsesPattern: [several(question.items.map(({ id }) => id))],
        choices: shown.flatMap((id) => question.items.find((item) => item.id === id) ?? []).map(part),
      };
    }
    case 'estimate':
      return {
        interactionType: 'numeric',
        correctResponsesPattern: [[-1, 1].map((side) => tidy(question.answer + side * question.tolerance)).join('[:]')],
      };
    case 'shortText':
      return {
        interactionType: 'fill-in',
        correctResponsesPattern: question.accepted.map((text) => `{lang=nl}{case_matters=false}${text}`),
      };
  }
}

/** 3.3 − 0.3 is a little less than 3 in floating point. */
const tidy = (number: number) => Number(number.toFixed(6));

const ticks = (parts: readonly { id: string; text: string; right: boolean }[]): Interaction => ({
  interactionType: 'choice',
  correctResponsesPattern: [several(parts.filter(({ right }) => right).map(({ id }) => id))],
  choices: parts.map(part),
});

/** An answer as it was kept, in the form that belongs to the interaction. */
export function responseOf(question: Pick<Question, 'kind'>, response: readonly string[]): string {
  switch (question.kind) {
    case 'trueFalse':
      return truth(response[0]);
    case 'match':
    case 'trafficLight':
      return pairs(response);
    case 'estimate':
      return response[0] ?? '';
    case 'shortText':
      return `{lang=nl}${response[0] ?? ''}`;
    default:
      return several(response);
  }
}
