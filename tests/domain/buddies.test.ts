import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { companyOf, goTogether, proposePairs, settle, type BuddyCandidate } from '#src/domain/buddies.ts';

const people = (max = 40): fc.Arbitrary<BuddyCandidate[]> =>
  fc
    .array(
      fc.record({
        since: fc.option(fc.date({ min: new Date('1990-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })),
        passed: fc.nat({ max: 8 }),
      }),
      { maxLength: max },
    )
    .map((list) => list.map((p, index) => ({ ...p, personId: `p${index}` })));

/** Everybody has exactly one place; sets are pairs, but for one of three where the number is odd. */
function expectWhole(sets: readonly (readonly string[])[], ids: readonly string[]) {
  expect(sets.flat().sort()).toEqual([...ids].sort());
  expect(sets.filter((set) => set.length === 3)).toHaveLength(ids.length % 2);
  expect(sets.every((set) => set.length === 2 || set.length === 3)).toBe(true);
}

describe('the proposal', () => {
  test('gives everybody exactly one place, with one trio where the number is odd', () => {
    fc.assert(
      fc.property(people(), (list) => {
        if (list.length > 1)
          expectWhole(
            proposePairs(list),
            list.map((p) => p.personId),
          );
        else expect(proposePairs(list)).toEqual([]);
      }),
    );
  });

  test('does not depend on the order in which people come in', () => {
    fc.assert(
      fc.property(people(15), fc.infiniteStream(fc.nat()), (list, chance) => {
        const shuffled = list.map((p) => ({ p, key: chance.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        expect(proposePairs(shuffled.map(({ p }) => p))).toEqual(proposePairs(list));
      }),
    );
  });

  test('puts the longer serving half with the newer half', () => {
    const at = (personId: string, year: number, passed = 0) => ({ personId, since: new Date(`${year}-01-01`), passed });
    expect(proposePairs([at('new', 2026), at('old', 1999), at('mid', 2010), at('newest', 2027)])).toEqual([
      ['old', 'new'],
      ['mid', 'newest'],
    ]);
    expect(proposePairs([at('a', 2020), at('b', 2020, 3), at('c', 2020, 1)])).toEqual([['b', 'a', 'c']]);
  });
});

describe('a change', () => {
  test('keeps everybody at one place, with the two together', () => {
    fc.assert(
      fc.property(people(), fc.nat(), fc.nat(), (list, one, two) => {
        fc.pre(list.length > 1);
        const ids = list.map((p) => p.personId);
        const a = ids[one % ids.length] ?? '';
        const b = ids[two % ids.length] ?? '';
        const sets = goTogether(proposePairs(list), a, b);
        expectWhole(sets, ids);
        expect(sets.some((set) => set.includes(a) && set.includes(b))).toBe(true);
      }),
    );
  });

  test('gives newcomers and who was left alone a place', () => {
    fc.assert(
      fc.property(people(), fc.nat({ max: 5 }), (list, more) => {
        const newcomers = Array.from({ length: more }, (_, i) => `n${i}`);
        fc.pre(list.length + more > 1);
        expectWhole(
          settle(
            proposePairs(list.length > 1 ? list : []),
            list.length > 1 ? newcomers : [...list.map((p) => p.personId), ...newcomers],
          ),
          [...list.map((p) => p.personId), ...newcomers],
        );
      }),
    );
  });

  test('puts whom they leave behind together', () => {
    expect(
      goTogether(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        'a',
        'c',
      ),
    ).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
    expect(
      goTogether(
        [
          ['a', 'b', 'x'],
          ['c', 'd'],
        ],
        'a',
        'c',
      ),
    ).toEqual([
      ['a', 'c'],
      ['b', 'x', 'd'],
    ]);
  });
});

describe('who is there today', () => {
  test('nobody is alone as long as two people are there', () => {
    fc.assert(
      fc.property(people(20), fc.infiniteStream(fc.boolean()), (list, there) => {
        const sets = proposePairs(list);
        const here = new Set(sets.flat().filter(() => there.next().value));
        const company = companyOf(sets, here);
        expect([...company.keys()].sort()).toEqual([...here].sort());
        for (const [id, own] of company) {
          const others = [...own.buddies, ...own.standIns];
          if (here.size > 1) expect(others.length).toBeGreaterThan(0);
          expect(others.every((other) => here.has(other) && other !== id)).toBe(true);
          expect(new Set(others).size).toBe(others.length);
          // It goes both ways.
          for (const other of others) {
            const back = company.get(other);
            expect([...(back?.buddies ?? []), ...(back?.standIns ?? [])]).toContain(id);
          }
        }
      }),
    );
  });

  test('a stand-in only stands in: with everybody back, all is as it was', () => {
    const sets = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    expect(companyOf(sets, new Set(['a', 'c', 'd'])).get('a')).toEqual({ buddies: [], away: ['b'], standIns: ['c', 'd'] });
    expect(companyOf(sets, new Set(['a', 'c'])).get('a')?.standIns).toEqual(['c']);
    expect(companyOf(sets, new Set(['a', 'b', 'c', 'd'])).get('a')).toEqual({ buddies: ['b'], away: [], standIns: [] });
  });
});
