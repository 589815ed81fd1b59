import { expect, test } from 'vitest';
import { compareWork, groupWork, type GroupFacts } from '#src/domain/group-todo.ts';
import type { HeldMoment } from '#src/domain/expectation.ts';
import { missingInWords } from '#src/domain/missing.ts';

const now = new Date('2027-02-10T09:00:00Z');
const day = 86_400_000;
const moment = (id: string, meetingId: string, days: number, cancelled = false): HeldMoment => ({
  id,
  meetingId,
  startsAt: new Date(now.getTime() + days * day),
  endsAt: new Date(now.getTime() + days * day + 5_400_000),
  place: 'Centrum',
  cancelled,
});
const facts = (more: Partial<GroupFacts>): GroupFacts => ({
  now,
  meetings: [{ id: 'one', nr: 1, title: 'Kick-off' }],
  moments: [],
  expected: [],
  members: ['anna', 'bram'].map((personId) => ({ personId, joinedAt: new Date(0) })),
  marks: [],
  makeUps: [],
  ...more,
});
const present = (momentId: string, personId: string, seq = 1) => ({
  seq,
  momentId,
  personId,
  state: 'present' as const,
  at: now,
});

test('a meeting that is held now, or within the hour, comes first, and isn’t what comes next as well', () => {
  const meetings = [
    { id: 'one', nr: 1, title: 'Kick-off' },
    { id: 'two', nr: 2, title: 'Wat doen wij?' },
  ];
  const moments = [moment('past', 'one', -3), moment('soon', 'two', 0.04), moment('later', 'two', 3)];
  const { todos, next } = groupWork(facts({ meetings, moments }));
  expect(todos.map((todo) => todo.kind)).toEqual(['now', 'openAttendance']);
  expect(todos[0]).toMatchObject({ nr: 2, moment: { id: 'soon' } });
  expect(next?.moment.id).toBe('later');
  expect(groupWork(facts({ moments: [moment('m', 'one', 0.05)] })).todos).toEqual([]);
});

test('a past moment asks for attendance until everybody who was expected is settled', () => {
  const past = { moments: [moment('m', 'one', -3)] };
  expect(groupWork(facts(past)).todos).toMatchObject([{ kind: 'openAttendance', open: 2 }]);
  expect(groupWork(facts({ ...past, marks: [present('m', 'anna')] })).todos).toMatchObject([{ open: 1 }]);
  const makeUps = [{ meetingId: 'one', personId: 'bram', how: 'task' as const, at: now, withdrawn: false }];
  expect(groupWork(facts({ ...past, marks: [present('m', 'anna')], makeUps })).todos).toEqual([]);
});

test('who was at another moment of the meeting is not asked for again', () => {
  const moments = [moment('tue', 'one', -3), moment('thu', 'one', -1)];
  const expected = ['anna', 'bram'].map((personId) => ({ momentId: 'tue', personId }));
  const { todos } = groupWork(facts({ moments, expected, marks: [present('tue', 'anna'), present('thu', 'bram', 2)] }));
  expect(todos).toEqual([]);
});

test('a cancelled moment asks for nothing, and leaves the meeting without a date', () => {
  expect(groupWork(facts({ moments: [moment('m', 'one', -3, true)] })).todos).toMatchObject([{ kind: 'noDate', nr: 1 }]);
});

test('people who were told no moment are counted once somebody was', () => {
  const moments = [moment('tue', 'one', 3), moment('thu', 'one', 5)];
  expect(groupWork(facts({ moments })).todos).toEqual([]);
  const { todos, next } = groupWork(facts({ moments, expected: [{ momentId: 'tue', personId: 'anna' }] }));
  expect(todos).toMatchObject([{ kind: 'unplaced', people: 1 }]);
  expect(next?.moment.id).toBe('tue');
});

test('groups come in the order of what is asked: attendance, a date, the next moment', () => {
  const open = groupWork(facts({ moments: [moment('m', 'one', -3)] }));
  const longer = groupWork(facts({ moments: [moment('m', 'one', -9)] }));
  const noDate = groupWork(facts({}));
  const soon = groupWork(facts({ moments: [moment('m', 'one', 2)] }));
  const later = groupWork(facts({ moments: [moment('m', 'one', 9)] }));
  const quiet = groupWork(facts({ meetings: [] }));
  const sorted = [quiet, later, soon, noDate, open, longer].sort(compareWork);
  expect(sorted).toEqual([longer, open, noDate, soon, later, quiet]);
});

test('what is missing is said in words, without scores', () => {
  const numberOf = (id: string) => ({ a: 1, b: 3 })[id] ?? null;
  const missing = [
    { kind: 'module' as const, moduleId: 'a', title: 'A' },
    { kind: 'module' as const, moduleId: 'b', title: 'B' },
    { kind: 'meeting' as const, meetingId: 'x', nr: 2, title: 'X', state: 'absent' as const },
  ];
  expect(missingInWords({ kind: 'notYet', award: 'certificate', missing }, numberOf)).toBe(
    'Modules 1 en 3 en bijeenkomst 2 (was afwezig).',
  );
});
