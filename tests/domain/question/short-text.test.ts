import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionSchema, reviewRows, scoreResponse, validateResponse } from '#src/domain/question/question.ts';
import { bareText, longestShortText, type ShortTextQuestion } from '#src/domain/question/short-text.ts';
import { base, hidden, keepsItsPromises } from './promises.ts';

const question: fc.Arbitrary<ShortTextQuestion> = fc
  .record({ base, words: fc.uniqueArray(fc.stringMatching(/^[a-z]{3,10}$/), { minLength: 1, maxLength: 4 }) })
  .map(({ base, words }) => ({
    ...base,
    kind: 'shortText',
    accepted: words.map(hidden),
    answer: hidden(words[0] ?? ''),
    feedback: hidden('uitleg'),
  }));
const typed = (q: ShortTextQuestion) =>
  fc.oneof(fc.constantFrom(...q.accepted), fc.stringMatching(/^[a-zé]{1,20}$/)).map((text) => [text]);

const example: ShortTextQuestion = {
  id: 'q1',
  kind: 'shortText',
  objective: 'o',
  text: 't',
  sources: [],
  accepted: ['terugvraagmethode', 'terugvertelmethode', 'teach-back', 'privé'],
  answer: 'de terugvraagmethode',
  feedback: 'f',
};
const score = (text: string) => scoreResponse(example, [text]);

describe('a word or a few words', () => {
  keepsItsPromises(question, typed, []);

  test.each([
    'terugvraagmethode',
    'Terugvraagmethode',
    'DE TERUGVRAAGMETHODE',
    'de terugvraagmethode.',
    '  de   terugvraagmethode  ',
    '“terugvraagmethode”',
    'terugvraag-methode',
    'terugvraag methode',
    'een terugvertelmethode',
    'teachback',
    'Teach back',
    'prive',
    'privé',
    'prive\u0301',
  ])('%j is right', (text) => expect(score(text)).toBe(1));

  test.each(['terugvragen', 'methode', 'terugvraagmethoden', 'deterugvraagmethode', 'het', 'x terugvraagmethode'])(
    '%j is not',
    (text) => expect(score(text)).toBe(0),
  );

  test('case, accents, marks and an article make no difference for any accepted variant', () => {
    const article = fc.constantFrom('', 'de ', 'het ', 'een ', 'De ');
    const mark = fc.constantFrom('', '.', '!', ' ', '”');
    fc.assert(
      fc.property(question, fc.nat(), article, mark, fc.boolean(), (q, n, before, after, loud) => {
        const variant = q.accepted[n % q.accepted.length] ?? '';
        const text = `${before}${loud ? variant.toUpperCase() : variant}${after}`;
        expect(scoreResponse(q, [text])).toBe(1);
        expect(bareText(text)).toBe(bareText(variant));
      }),
    );
  });

  test('takes one text, not too long, trimmed', () => {
    const check = (...given: string[]) => validateResponse(example, given);
    expect(check('  ja ', ' ')).toEqual({ ok: true, response: ['ja'] });
    expect(check('ja', 'nee')).toEqual({ ok: false, reason: 'tooMany' });
    expect(check('a'.repeat(longestShortText))).toMatchObject({ ok: true });
    expect(check('a'.repeat(longestShortText + 1))).toEqual({ ok: false, reason: 'tooLong' });
  });

  test('only marks and spaces are worth nothing, never “right by emptiness”', () => {
    for (const text of ['.', '…', '“”', 'de ', '- -']) expect(score(text), text).toBe(0);
  });

  test('the review repeats what was typed, and gives the answer where it was not', () => {
    expect(reviewRows(example, ['methode'])).toEqual([
      { text: '“methode”', state: 'wrong', label: 'Jouw antwoord: klopt niet' },
      { text: 'de terugvraagmethode', state: 'missed', label: 'Dit klopt' },
    ]);
  });

  test('a file whose shown answer is not accepted, or that accepts emptiness, is refused', () => {
    const fits = (more: Partial<ShortTextQuestion>) => questionSchema.safeParse({ ...example, ...more }).success;
    expect(fits({})).toBe(true);
    expect(fits({ answer: 'iets anders' })).toBe(false);
    expect(fits({ accepted: [...example.accepted, '…'] })).toBe(false);
    expect(fits({ accepted: [] })).toBe(false);
  });
});
