/** Responses to a question of any kind: `idealResponse` of the domain has what is right, this what is worth nothing. */
import { lights } from '#src/domain/question/pairing.ts';
import type { Question } from '#src/domain/question/question.ts';

export function wrongResponse(question: Question): string[] {
  switch (question.kind) {
    case 'single':
    case 'trueFalse':
    case 'multiple':
      return question.options
        .filter((o) => !o.correct)
        .map((o) => o.id)
        .slice(0, 1);
    case 'match':
    case 'trafficLight': {
      const answers = (question.kind === 'match' ? question.answers : lights).map((a) => a.id);
      return question.items.map((i) => `${i.id}.${answers.find((id) => id !== i.answer)}`).sort();
    }
    case 'order':
      return question.items.map((i) => i.id).toReversed();
    case 'estimate': {
      const { min, max, answer } = question;
      return [String(answer - min > max - answer ? min : max)];
    }
    case 'picture':
      return question.spots
        .filter((s) => !s.mistake)
        .map((s) => s.id)
        .slice(0, 1);
    case 'strikeOut':
      return question.items
        .filter((i) => !i.strike)
        .map((i) => i.id)
        .slice(0, 1);
    case 'shortText':
      return ['iets heel anders'];
  }
}
