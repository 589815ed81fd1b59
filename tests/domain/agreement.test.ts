import { expect, test } from 'vitest';
import { agreementState, byUrgency } from '#src/domain/agreement.ts';
import { canDoTask, replyKey, workState } from '#src/domain/make-up-task.ts';
import { pollResult } from '#src/domain/poll-result.ts';

const now = new Date('2027-02-10T09:00:00Z');

test('an agreement is late the day after, and never once it is done', () => {
  expect(agreementState({ due: '2027-02-10', doneAt: null }, '2027-02-10')).toBe('open');
  expect(agreementState({ due: '2027-02-09', doneAt: null }, '2027-02-10')).toBe('late');
  expect(agreementState({ due: '2027-02-09', doneAt: now }, '2027-02-10')).toBe('done');
  expect(agreementState({ due: null, doneAt: null }, '2027-02-10')).toBe('open');
});

test('what is due first stands on top, what is done below', () => {
  const rows = [
    { id: 'done', due: '2027-01-01', doneAt: now },
    { id: 'undated', due: null, doneAt: null },
    { id: 'later', due: '2027-03-01', doneAt: null },
    { id: 'sooner', due: '2027-02-01', doneAt: null },
  ];
  expect(rows.sort(byUrgency).map((r) => r.id)).toEqual(['sooner', 'later', 'undated', 'done']);
});

test('a task waits once it is handed in, and comes back with what the leader asked', () => {
  expect(workState(null)).toBe('fresh');
  expect(workState({ response: {}, handedIn: false })).toBe('draft');
  expect(workState({ response: {}, handedIn: true })).toBe('waiting');
  expect(workState({ response: { [replyKey]: 'Vertel iets meer.' }, handedIn: false })).toBe('returned');
});

test('a task is for who missed a meeting that is over', () => {
  const moment = (days: number, cancelled = false) => ({ endsAt: new Date(now.getTime() + days * 86_400_000), cancelled });
  expect(canDoTask({ state: 'absent' }, [moment(-3)], now)).toBe(true);
  expect(canDoTask({ state: 'notRecorded' }, [moment(-3), moment(4, true)], now)).toBe(true);
  expect(canDoTask(undefined, [moment(-3)], now)).toBe(true);
  expect(canDoTask({ state: 'absent' }, [moment(-3), moment(4)], now)).toBe(false);
  expect(canDoTask({ state: 'notRecorded' }, [moment(-3, true)], now)).toBe(false);
  expect(canDoTask({ state: 'attended', momentId: 'm', on: now }, [moment(-3)], now)).toBe(false);
  expect(canDoTask({ state: 'madeUp', how: 'task', on: now }, [moment(-3)], now)).toBe(false);
});

test('a poll shows nothing below five people, and the most chosen first', () => {
  const facts = {
    question: 'Wat?',
    options: [
      { id: 'a', text: 'A' },
      { id: 'b', text: 'B' },
      { id: 'c', text: 'C' },
    ],
    votes: new Map([
      ['a', 1],
      ['c', 4],
    ]),
  };
  expect(pollResult({ ...facts, voters: 4 })).toBeNull();
  expect(pollResult({ ...facts, voters: 5 })?.options).toEqual([
    { text: 'C', votes: 4 },
    { text: 'A', votes: 1 },
    { text: 'B', votes: 0 },
  ]);
});
