import { expect, test } from 'vitest';
import { containing, readListQuery, totalText } from '#src/domain/list-query.ts';

const shape = { orders: ['naam', 'nieuw'], filters: { staat: ['open', 'gesloten'], bibliotheek: null } } as const;

test('an address without a question asks for the first page in the first order', () => {
  expect(readListQuery({}, shape)).toEqual({ search: '', page: 1, order: 'naam', filters: {} });
});

test('what an address asks is read, spaces aside', () => {
  expect(readListQuery({ zoek: '  noor  ', pagina: '3', volgorde: 'nieuw', staat: 'open', bibliotheek: 'abc1' }, shape)).toEqual({
    search: 'noor',
    page: 3,
    order: 'nieuw',
    filters: { staat: 'open', bibliotheek: 'abc1' },
  });
});

test.each([
  ['-1', 1],
  ['0', 1],
  ['1e9', 1],
  ['99999999', 1],
  ['9999', 2000],
])('page %s can never be an offset out of reach', (pagina, page) => {
  expect(readListQuery({ pagina }, shape).page).toBe(page);
});

test('an order or a filter that is not in the map is left out', () => {
  const query = readListQuery({ volgorde: 'password_hash; --', staat: 'weg', bibliotheek: "x' or 1=1" }, shape);
  expect(query).toMatchObject({ order: 'naam', filters: {} });
});

test('percent, underscore and backslash are looked for as they are', () => {
  expect(containing('100%_\\')).toBe('%100\\%\\_\\\\%');
});

test('a total is told in Dutch, and no further than is counted', () => {
  expect(totalText(1, 'persoon', 'mensen')).toBe('1 persoon');
  expect(totalText(1234, 'persoon', 'mensen')).toBe('1.234 mensen');
  expect(totalText(10_001, 'persoon', 'mensen')).toBe('meer dan 10.000 mensen');
});
