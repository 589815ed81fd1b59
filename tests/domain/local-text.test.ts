import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, isDay, longDay } from '#src/domain/calendar-day.ts';
import { countNeed, overviewOf, type KeptText } from '#src/domain/local-overview.ts';
import { currentTexts, historyOf, isStale, needsOf, textFor } from '#src/domain/local-text.ts';

const today = '2027-02-10';
let seq = 0;
const row = (slotId: string, branchId: string | null, body: string | null, more: Partial<KeptText> = {}): KeptText => ({
  seq: ++seq,
  slotId,
  branchId,
  body,
  reviewBy: '2027-03-01',
  ownerCurrent: true,
  ...more,
});

describe('the text that counts', () => {
  test('is that of the branch, else that of the library, and never that of another branch', () => {
    const rows = [
      row('activities', null, 'overal'),
      row('activities', 'zeedorp', 'in Zeedorp'),
      row('partners', null, 'partners'),
    ];
    expect(textFor(rows, 'activities', 'zeedorp')?.body).toBe('in Zeedorp');
    expect(textFor(rows, 'activities', 'centrum')?.body).toBe('overal');
    expect(textFor(rows, 'activities', null)?.body).toBe('overal');
    expect(textFor([rows[1] as KeptText], 'activities', null)).toBeNull();
  });

  test('is the newest, and a branch’s text that was taken away gives way to the library’s', () => {
    const rows = [
      row('activities', 'zeedorp', 'eerst'),
      row('activities', null, 'overal'),
      row('activities', 'zeedorp', 'later'),
      row('activities', 'zeedorp', null),
    ];
    expect(textFor(rows.slice(0, 3), 'activities', 'zeedorp')?.body).toBe('later');
    expect(textFor(rows, 'activities', 'zeedorp')?.body).toBe('overal');
    expect(textFor([...rows, row('activities', null, null)], 'activities', 'zeedorp')).toBeNull();
  });

  test('does not depend on the order of the rows', () => {
    const place = fc.record({
      slot: fc.constantFrom('a', 'b'),
      branch: fc.constantFrom(null, 'x', 'y'),
      body: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (places, chance) => {
        const rows = places.map((p, index) => row(p.slot, p.branch, p.body, { seq: index }));
        const shuffled = rows.map((r) => [chance.next().value, r] as const).sort((a, b) => a[0] - b[0]);
        const order = (list: KeptText[]) => list.map((r) => r.seq).sort((a, b) => a - b);
        expect(order(currentTexts(shuffled.map(([, r]) => r)))).toEqual(order(currentTexts(rows)));
        for (const r of currentTexts(rows)) expect(textFor(rows, r.slotId, r.branchId)).toBe(r);
      }),
    );
  });
});

describe('what needs doing', () => {
  test('the day to look again is a day to do it; the day after it is too late', () => {
    expect(isStale(today, today)).toBe(false);
    expect(isStale('2027-02-09', today)).toBe(true);
  });

  test('can be two things at once', () => {
    expect(needsOf(null, today)).toEqual(['empty']);
    expect(needsOf({ reviewBy: '2026-12-01', ownerCurrent: false }, today)).toEqual(['stale', 'ownerless']);
    expect(needsOf({ reviewBy: '2027-12-01', ownerCurrent: true }, today)).toEqual([]);
  });

  test('each slot has a line, with branches below it, and what is shown nowhere is kept apart', () => {
    const rows = [
      row('activities', null, 'overal', { reviewBy: '2027-01-01' }),
      row('activities', 'zeedorp', 'in Zeedorp', { ownerCurrent: false }),
      row('activities', 'closed', 'gesloten vestiging'),
      row('gone', null, 'van vroeger'),
      row('gone-too', null, null),
    ];
    const { items, unused } = overviewOf(['activities', 'partners'], rows, ['centrum', 'zeedorp'], today);
    expect(items.map((i) => [i.slotId, i.branchId, i.needs])).toEqual([
      ['activities', null, ['stale']],
      ['activities', 'zeedorp', ['ownerless']],
      ['partners', null, ['empty']],
    ]);
    expect(unused.map((r) => r.body)).toEqual(['gesloten vestiging', 'van vroeger']);
    expect([countNeed(items, 'empty'), countNeed(items, 'stale'), countNeed(items, 'ownerless')]).toEqual([1, 1, 1]);
  });

  test('where every branch has its own text, none for the library is missed', () => {
    const rows = [row('activities', 'centrum', 'a'), row('activities', 'zeedorp', 'b')];
    expect(overviewOf(['activities'], rows, ['centrum', 'zeedorp'], today).items).toHaveLength(2);
    expect(overviewOf(['activities'], rows, ['centrum', 'zeedorp', 'vuurbaak'], today).items[0]?.needs).toEqual(['empty']);
  });
});

test('the history says what each row did', () => {
  const kept = (body: string | null) => ({ body, documentTitle: null, documentDate: null, documentPlace: null });
  const steps = (bodies: (string | null)[], more = false) => historyOf(bodies.map(kept), more).map((h) => h.step);
  expect(steps(['b', 'b', 'a', null, 'a'])).toEqual(['checked', 'changed', 'written', 'removed', 'written']);
  expect(steps(['a'], true)).toEqual(['changed']);
});

describe('days', () => {
  test.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2027-02-10', 12, '2028-02-10'],
  ])('%s and %i months is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected));

  test('are days of the calendar, in words', () => {
    expect(longDay('2027-02-03')).toBe('3 februari 2027');
    expect(['2027-02-28', '2027-02-29', '2027-13-01', '27-01-01'].map(isDay)).toEqual([true, false, false, false]);
  });
});
