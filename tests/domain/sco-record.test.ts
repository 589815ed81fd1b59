import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptOfSco, shownMost, spentInWords } from '#src/domain/sco-record.ts';

test('what someone answered in 1.2', () => {
  const { answers, goals, remarks, chars } = keptOfSco('1.2', {
    'cmi.interactions.1.id': 'foto',
    'cmi.interactions.1.student_response': 'a',
    'cmi.interactions.1.result': 'wrong',
    'cmi.interactions.0.id': 'bellen',
    'cmi.interactions.0.student_response': 'b',
    'cmi.interactions.0.result': 'correct',
    'cmi.interactions.0.latency': '00:01:05.50',
    'cmi.objectives.0.id': 'regels',
    'cmi.objectives.0.status': 'passed',
    'cmi.objectives.0.score.raw': '80',
    'cmi.comments': 'Mooi.',
    'cmi.suspend_data': 'abc',
  });
  expect(answers).toEqual([
    { question: 'bellen', answer: 'b', result: 'goed', took: '1:06' },
    { question: 'foto', answer: 'a', result: 'fout', took: '' },
  ]);
  expect(goals).toEqual([{ name: 'regels', state: 'gehaald', score: '80' }]);
  expect([remarks, chars]).toEqual([['Mooi.'], 3]);
});

test('and in 2004, in readable words', () => {
  const { answers, goals, remarks } = keptOfSco('2004', {
    'cmi.interactions.0.id': 'q1',
    'cmi.interactions.0.description': '{lang=nl}Wat hoort bij elkaar?',
    'cmi.interactions.0.learner_response': '1[.]a[,]2[.]b',
    'cmi.interactions.0.result': '0.5',
    'cmi.objectives.0.id': 'o1',
    'cmi.objectives.0.completion_status': 'completed',
    'cmi.objectives.0.success_status': 'failed',
    'cmi.objectives.0.score.scaled': '0.45',
    'cmi.comments_from_learner.0.comment': '{lang=nl}Te snel.',
  });
  expect(answers).toEqual([{ question: 'Wat hoort bij elkaar?', answer: '1 bij a, 2 bij b', result: '0.5', took: '' }]);
  expect(goals).toEqual([{ name: 'o1', state: 'afgerond, niet gehaald', score: '45' }]);
  expect(remarks).toEqual(['Te snel.']);
});

test('however much there is, a page of it is shown, and the rest counted', () => {
  fc.assert(
    fc.property(fc.nat({ max: 400 }), (n) => {
      const data = Object.fromEntries(Array.from({ length: n }, (_, i) => [`cmi.interactions.${i}.id`, `v${i}`]));
      const { answers, moreAnswers } = keptOfSco('2004', data);
      expect(answers.length + moreAnswers).toBe(n);
      expect(answers.length).toBeLessThanOrEqual(shownMost);
      expect(answers.map((a) => a.question)).toEqual(Array.from({ length: answers.length }, (_, i) => `v${i}`));
    }),
    { numRuns: 30 },
  );
});

test('how long someone was in it', () => {
  expect([20, 60, 130, 3600, 3900].map(spentInWords)).toEqual([
    'minder dan een minuut',
    '1 minuut',
    '2 minuten',
    '1 uur',
    '1 uur en 5 minuten',
  ]);
});
