import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber, type EstimateQuestion } from '#src/domain/question/estimate.ts';
import { questionSchema, reviewRows, scoreResponse, validateResponse } from '#src/domain/question/question.ts';
import { base, hidden, keepsItsPromises, shown } from './promises.ts';

/** In tenths, so that the numbers are as people write them. */
const question: fc.Arbitrary<EstimateQuestion> = fc
  .record({ base, answer: fc.integer({ min: -500, max: 500 }), tolerance: fc.nat({ max: 30 }), more: fc.nat({ max: 30 }) })
  .map(({ base, answer, tolerance, more }) => ({
    ...base,
    kind: 'estimate',
    unit: shown('eenheid'),
    answer: answer / 10,
    tolerance: tolerance / 10,
    near: (tolerance + more) / 10,
    min: -100,
    max: 100,
    feedback: hidden('uitleg'),
  }));
const number = (q: EstimateQuestion) => fc.integer({ min: q.min * 10, max: q.max * 10 }).map((n) => [String(n / 10)]);

const example: EstimateQuestion = {
  id: 'q1',
  kind: 'estimate',
  objective: 'o',
  text: 't',
  sources: [],
  unit: 'miljoen mensen',
  answer: 3,
  tolerance: 0.3,
  near: 1,
  min: 0,
  max: 17,
  feedback: 'f',
};

describe('estimate', () => {
  keepsItsPromises(question, number, ['unit', 'min', 'max']);

  test('within the tolerance is 1, near is half, further off 0, on both sides and at the very edges', () => {
    const scores = (...given: string[]) => given.map((text) => scoreResponse(example, [text]));
    expect(scores('3', '3.3', '2.7', '3.1')).toEqual([1, 1, 1, 1]);
    expect(scores('3.31', '2.69', '4', '2')).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(scores('4.01', '1.99', '0', '17')).toEqual([0, 0, 0, 0]);
  });

  test('is never worth more further off', () => {
    fc.assert(
      fc.property(question, fc.nat({ max: 500 }), fc.nat({ max: 500 }), (q, a, b) => {
        const at = (off: number) => scoreResponse(q, [String(q.answer + off / 10)]);
        expect(at(Math.max(a, b))).toBeLessThanOrEqual(at(Math.min(a, b)));
        expect(at(-Math.max(a, b))).toBeLessThanOrEqual(at(-Math.min(a, b)));
      }),
    );
  });

  test('takes one number within its bounds, as it is typed', () => {
    const check = (...given: string[]) => validateResponse(example, given);
    expect(check('3,3')).toEqual({ ok: true, response: ['3.3'] });
    expect(check(' 3.30 ', '')).toEqual({ ok: true, response: ['3.3'] });
    expect(check('drie')).toEqual({ ok: false, reason: 'notANumber' });
    expect(check('3', '4')).toEqual({ ok: false, reason: 'tooMany' });
    expect(check('18')).toEqual({ ok: false, reason: 'outOfRange' });
    expect(check('-1')).toEqual({ ok: false, reason: 'outOfRange' });
    for (const odd of ['Infinity', 'NaN', '1e3', '0x10', '9'.repeat(40)]) expect(check(odd).ok, odd).toBe(false);
  });

  test('the review says both numbers in Dutch', () => {
    expect(reviewRows(example, ['2.5'])).toEqual([
      { text: '2,5 miljoen mensen', state: 'wrong', label: 'Jouw schatting: in de buurt' },
      { text: '3 miljoen mensen', state: 'missed', label: 'Het getal' },
    ]);
  });

  test('a file with bounds that don’t hold the answer, or where every number is near enough, is refused', () => {
    const fits = (more: Partial<EstimateQuestion>) => questionSchema.safeParse({ ...example, ...more }).success;
    expect(fits({})).toBe(true);
    expect(fits({ answer: 18 })).toBe(false);
    expect(fits({ min: 17, max: 0 })).toBe(false);
    expect(fits({ near: 0.2 })).toBe(false);
    expect(fits({ near: 20 })).toBe(false);
    expect(fits({ tolerance: -1 })).toBe(false);
  });
});

describe('a number as Dutch people type it', () => {
  test.each([
    ['3', 3],
    ['3,3', 3.3],
    ['3.3', 3.3],
    ['1.500', 1500],
    ['1 500', 1500],
    ['1.500,25', 1500.25],
    ['100.000', 100_000],
    ['1.234.567', 1_234_567],
    [' 12 ', 12],
    ['-2,5', -2.5],
    ['0,5', 0.5],
    ['1.50', 1.5],
    ['10\u00a0000', 10_000],
  ])('%s', (text, value) => expect(readNumber(text)).toBe(value));

  test.each(['', ' ', 'drie', '3 miljoen', '1,2,3', '1.2.3', '--1', ',5', '5,', '1e3', '€ 5', '3,3333333', '٣'])(
    'not %j',
    (text) => expect(readNumber(text)).toBeNull(),
  );

  test('what Dutch formatting writes is read back', () => {
    const dutch = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), (n) => {
        const read = readNumber(dutch.format(n / 100));
        // A point alone before three digits is a thousand: 1.500 is fifteen hundred.
        expect(read).toBeCloseTo(n / 100, 6);
      }),
    );
  });
});
