import { expect, test } from 'vitest';
import fc from 'fast-check';
import { attendanceAt } from '#src/domain/attendance.ts';
import { lastAction, restoresOf, undoKey, type KeyedMark } from '#src/domain/attendance-undo.ts';

const now = new Date('2027-02-10T10:00:00Z');
const mark = (
  seq: number,
  personId: string,
  state: KeyedMark['state'],
  clientKey: string,
  more: Partial<KeyedMark> = {},
): KeyedMark => ({
  seq,
  momentId: 'm',
  personId,
  state,
  clientKey,
  source: 'leader',
  byId: 'leader',
  at: now,
  ...more,
});

/** Adds the marks that take back a tap, as the service does. */
function undo(marks: KeyedMark[], key: string): KeyedMark[] {
  const seq = Math.max(0, ...marks.map((m) => m.seq));
  const restores = restoresOf(marks, key).map((r, i) => mark(seq + i + 1, r.personId, r.state, undoKey(key), { source: 'undo' }));
  return [...marks, ...restores];
}

test('taking back restores what stood before, not just emptiness', () => {
  const marks = [mark(1, 'anna', 'absent', 'k1'), mark(2, 'anna', 'present', 'k2')];
  expect(restoresOf(marks, 'k2')).toEqual([{ personId: 'anna', state: 'absent' }]);
});

test('whoever was marked again since stays as they are', () => {
  const everyone = ['anna', 'bram'].map((p, i) => mark(i + 1, p, 'present', 'all', { source: 'everyone' }));
  const marks = [...everyone, mark(3, 'anna', 'absent', 'k2', { byId: 'other' })];
  expect(restoresOf(marks, 'all')).toEqual([{ personId: 'bram', state: 'cleared' }]);
});

test('after taking back the last tap, the one before it can be taken back whole', () => {
  const everyone = ['anna', 'bram'].map((p, i) => mark(i + 1, p, 'present', 'all', { source: 'everyone' }));
  const marks = undo([...everyone, mark(3, 'anna', 'absent', 'k2')], 'k2');
  expect(lastAction(marks, 'leader', now)).toMatchObject({ key: 'all', how: 'everyone', people: ['anna', 'bram'] });
  expect(restoresOf(marks, 'all')).toHaveLength(2);
});

test('a tap is taken back once; of another leader or of yesterday it is not offered', () => {
  const marks = [mark(1, 'anna', 'present', 'k1')];
  expect(restoresOf(undo(marks, 'k1'), 'k1')).toEqual([]);
  expect(lastAction(undo(marks, 'k1'), 'leader', now)).toBeNull();
  expect(lastAction(marks, 'other', now)).toBeNull();
  expect(lastAction(marks, 'leader', new Date(now.getTime() + 13 * 3_600_000))).toBeNull();
});

test('taking back every tap, newest first, ends where it began', () => {
  const tap = fc.record({ person: fc.constantFrom('a', 'b', 'c'), state: fc.constantFrom('present', 'absent', 'cleared') });
  fc.assert(
    fc.property(fc.array(tap, { maxLength: 12 }), (taps) => {
      let marks = taps.map((t, i) => mark(i + 1, t.person, t.state as KeyedMark['state'], `k${i}`));
      for (let i = taps.length - 1; i >= 0; i--) marks = undo(marks, `k${i}`);
      return ['a', 'b', 'c'].every((p) => attendanceAt(marks, 'm', p) === 'notRecorded');
    }),
  );
});
