import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attendanceAt, attendanceOf, type MakeUp, type Mark } from '#src/domain/attendance.ts';

const at = new Date('2027-02-10T09:00:00Z');
const moments = [
  { id: 'tuesday', startsAt: new Date('2027-02-09T08:00:00Z'), cancelled: false },
  { id: 'thursday', startsAt: new Date('2027-02-11T08:00:00Z'), cancelled: false },
];
const mark = fc.record({
  momentId: fc.constantFrom('tuesday', 'thursday', 'elsewhere'),
  personId: fc.constantFrom('noor', 'sanne'),
  state: fc.constantFrom('present' as const, 'absent' as const, 'cleared' as const),
});
/** Marks with a rising number, as the database gives them. */
const marks = fc.array(mark, { maxLength: 12 }).map((list) => list.map((m, i): Mark => ({ ...m, seq: i + 1, at })));
const makeUp = (withdrawn: boolean): MakeUp => ({ meetingId: 'm', personId: 'noor', how: 'task', at, withdrawn });
const of = (list: readonly Mark[], makeUps: readonly MakeUp[] = []) => attendanceOf(moments, list, makeUps, 'm', 'noor');

describe('attendance', () => {
  test('the newest mark of a moment counts, in whatever order they are read', () => {
    fc.assert(
      fc.property(
        marks.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
        ),
        ([list, shuffled]) => {
          const newest = list.filter((m) => m.momentId === 'tuesday' && m.personId === 'noor').at(-1);
          const expected = !newest || newest.state === 'cleared' ? 'notRecorded' : newest.state;
          expect(attendanceAt(shuffled, 'tuesday', 'noor')).toBe(expected);
          expect(of(shuffled)).toEqual(of(list));
        },
      ),
    );
  });

  test('marks of other people and other meetings change nothing', () => {
    fc.assert(
      fc.property(marks, (list) => {
        const own = list.filter((m) => m.personId === 'noor' && m.momentId !== 'elsewhere');
        expect(of(list)).toEqual(of(own));
      }),
    );
  });

  test('being at one of the moments counts, also when absent at the other', () => {
    fc.assert(
      fc.property(marks, (list) => {
        const states = moments.map((m) => attendanceAt(list, m.id, 'noor'));
        expect(of(list).state).toBe(
          states.includes('present') ? 'attended' : states.includes('absent') ? 'absent' : 'notRecorded',
        );
      }),
    );
  });

  test('not recorded is not absent', () => {
    expect(of([])).toEqual({ state: 'notRecorded' });
    const cleared: Mark[] = [
      { seq: 1, momentId: 'tuesday', personId: 'noor', state: 'absent', at },
      { seq: 2, momentId: 'tuesday', personId: 'noor', state: 'cleared', at },
    ];
    expect(of(cleared)).toEqual({ state: 'notRecorded' });
  });

  test('made up counts when it stands, and having been there comes first', () => {
    fc.assert(
      fc.property(marks, (list) => {
        const without = of(list);
        expect(of(list, [makeUp(true)])).toEqual(without);
        expect(of(list, [makeUp(false)]).state).toBe(without.state === 'attended' ? 'attended' : 'madeUp');
      }),
    );
  });
});
