/** What there is to say of an answer. */
import type { QuestionReview } from '#src/domain/quiz-review.ts';
import { h, icon, sources } from './dom.ts';

export const outcomes = {
  goed: { title: 'Goed', sign: 'right' },
  deels: { title: 'Deels goed', sign: 'partly' },
  niet: { title: 'Nog niet goed', sign: 'wrong' },
} as const;

const signs = { right: 'right', missed: 'right', wrong: 'wrong', plain: null } as const;

export function reviewRows({ rows, explanation }: QuestionReview): Node[] {
  return [
    h(
      'ul',
      { class: 'quiz-answers' },
      ...rows.map((row) => {
        const sign = signs[row.state];
        return h(
          'li',
          { class: row.state === 'plain' ? 'quiz-answer' : `quiz-answer is-${row.state}` },
          row.label !== undefined && h('p', { class: 'quiz-verdict' }, sign && icon(sign), row.label),
          h('p', { class: 'quiz-answer-text' }, row.text),
          row.feedback !== undefined && h('p', { class: 'quiz-why' }, row.feedback),
        );
      }),
    ),
    ...(explanation === null ? [] : [h('p', { class: 'quiz-explanation' }, explanation)]),
  ];
}

export function feedback(review: QuestionReview, number: number, total: number): HTMLElement {
  const { title, sign } = outcomes[review.outcome];
  return h(
    'section',
    { class: `quiz-feedback is-${review.outcome}`, 'aria-label': `Vraag ${number}: ${title}`, tabindex: '-1' },
    h('p', { class: 'quiz-outcome' }, icon(sign), ` ${title}`),
    h('p', { class: 'quiz-number' }, `Vraag ${number} van ${total}`),
    h('h2', { class: 'quiz-text' }, review.question),
    ...reviewRows(review),
    sources(review.sources),
  );
}
