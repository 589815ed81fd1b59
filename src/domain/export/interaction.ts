/**
 * An answer to a question as an interaction of SCORM (1.2: RTE 3.4.7; 2004: RTE 4.2.9). Of when and how fast someone answered
 * nothing is said.
 */
import { lights } from '../question/pairing.ts';
import { idealResponse, type Question } from '../question/question.ts';
import type { Edition } from '../scorm-elements.ts';

export interface Interaction {
  id: string;
  type: 'true-false' | 'choice' | 'fill-in' | 'matching' | 'sequencing' | 'numeric';
  objective: string;
  response: string;
  /** The first that is right, or (of a text) all of them. */
  patterns: string[];
  result: string;
  /** 2004 only. */
  description: string | null;
}

const types: Record<Question['kind'], Interaction['type']> = {
  single: 'choice',
  multiple: 'choice',
  trueFalse: 'true-false',
  match: 'matching',
  trafficLight: 'matching',
  order: 'sequencing',
  estimate: 'numeric',
  picture: 'choice',
  shortText: 'fill-in',
  strikeOut: 'choice',
};

/** @param question as it stands in the file: in 1.2 the letters of its parts are by their place there */
export function interactionOf(
  edition: Edition,
  question: Question,
  answer: { response: readonly string[]; score: number },
): Interaction {
  const write = edition === '1.2' ? writer12(question) : write2004(question);
  return {
    id: question.id,
    type: types[question.kind],
    objective: question.objective,
    response: write(answer.response),
    patterns: patternsOf(edition, question, write),
    result: resultOf(edition, answer.score),
    description: edition === '2004' ? shortened(question.text, 240) : null,
  };
}

function resultOf(edition: Edition, score: number): string {
  if (score >= 1 - 1e-9) return 'correct';
  if (score <= 0) return edition === '1.2' ? 'wrong' : 'incorrect';
  return String(Math.round(score * 100) / 100);
}

function patternsOf(edition: Edition, question: Question, write: (response: readonly string[]) => string): string[] {
  if (question.kind === 'shortText')
    return question.accepted
      .slice(0, 10)
      .map((text) => (edition === '1.2' ? write([text]) : `{case_matters=false}${write([text])}`));
  if (question.kind === 'estimate' && edition === '2004') {
    const edge = (by: number) => String(Math.round((question.answer + by) * 1e6) / 1e6);
    return [`${edge(-question.tolerance)}[:]${edge(question.tolerance)}`];
  }
  return [write(idealResponse(question))];
}

const plain = (text: string) => text.replaceAll(/[\u0000-\u001f]+/g, ' ').trim();
const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function write2004(question: Question): (response: readonly string[]) => string {
  return (response) => {
    switch (question.kind) {
      case 'trueFalse':
        return response[0] === 'waar' ? 'true' : 'false';
      case 'match':
      case 'trafficLight':
        return response.map((pair) => pair.replace('.', '[.]')).join('[,]');
      case 'estimate':
        return response[0] ?? '';
      case 'shortText':
        return shortened(plain(response[0] ?? '').replaceAll(/\[[,.:]\]/g, ' '), 240);
      default:
        return response.join('[,]');
    }
  };
}

/** 1.2 knows parts of a question by one letter or digit. */
function writer12(question: Question): (response: readonly string[]) => string {
  const letters = new Map(partsOf(question).map((id, at) => [id, (at + 10).toString(36)]));
  const letter = (id: string) => letters.get(id) ?? '0';
  const digits = new Map(answersOf(question).map((id, at) => [id, String(at + 1)]));
  return (response) => {
    switch (question.kind) {
      case 'trueFalse':
        return response[0] === 'waar' ? 't' : 'f';
      case 'match':
      case 'trafficLight':
        return response
          .map((pair) => {
            const [item = '', answer = ''] = pair.split('.');
            return `${letter(item)}.${digits.get(answer) ?? '0'}`;
          })
          .sort()
          .join(',');
      case 'estimate':
        return response[0] ?? '';
      case 'shortText':
        return shortened(plain(response[0] ?? ''), 240);
      case 'order':
        return response.map(letter).join(',');
      default:
        return response.map(letter).sort().join(',');
    }
  };
}

function partsOf(question: Question): string[] {
  if ('options' in question) return question.options.map((o) => o.id);
  if ('spots' in question) return question.spots.map((s) => s.id);
  return 'items' in question ? question.items.map((i) => i.id) : [];
}

const answersOf = (question: Question): string[] =>
  question.kind === 'match' ? question.answers.map((a) => a.id) : question.kind === 'trafficLight' ? lights.map((l) => l.id) : [];
