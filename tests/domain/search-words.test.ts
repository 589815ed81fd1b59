import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '#src/domain/lesson-text.ts';
import { distance, nearWords } from '#src/domain/near-word.ts';
import { markHits, snippetOf } from '#src/domain/search-text.ts';
import { fold, formsOf, ftsQuery, holdsAll, isForm, searchWords } from '#src/domain/search-words.ts';

const finds = (typed: string, word: string) => isForm(fold(word), formsOf(fold(typed)));

describe('a word finds its other forms', () => {
  test.each([
    ['lopen', ['loop', 'loopt', 'lopend']],
    ['loop', ['lopen', 'loopt']],
    ['loopt', ['loop', 'lopen']],
    ['brieven', ['brief', 'briefje']],
    ['brief', ['brieven']],
    ['huizen', ['huis']],
    ['huis', ['huizen', 'huisje']],
    ['lezen', ['lees', 'leest', 'lezer']],
    ['leest', ['lezen', 'lees']],
    ['schrijft', ['schrijven', 'schrijf']],
    ['schrijven', ['schrijft', 'schrijf']],
    ['lessen', ['les']],
    ['les', ['lessen']],
    ['brillen', ['bril']],
    ['talen', ['taal', 'taalhuis']],
    ['boeken', ['boek']],
    ['kinderen', ['kind']],
    ['kind', ['kinderen']],
    ['klanten', ['klant']],
    ['laptops', ['laptop']],
    ['tips', ['tip']],
    ['vraagt', ['vraag', 'vragen']],
    ['kiezen', ['kies', 'kiest']],
    ['kiest', ['kiezen']],
    ['wolven', ['wolf']],
    ['grote', ['groot']],
    ['korte', ['kort']],
    ['spreekuren', ['spreekuur']],
    ['reis', ['reizen']],
    ['één', ['een']],
    ['coordinator', ['coördinator']],
  ])('%s', (typed, words) => {
    for (const word of words) expect(finds(typed, word), `${typed} finds ${word}`).toBe(true);
    expect(finds(typed, typed)).toBe(true);
  });

  test.each([
    ['huis', 'huid'],
    ['klant', 'klank'],
    ['les', 'lezen'],
    ['loop', 'lopulent'],
    ['in', 'inloop'],
    ['brief', 'brie'],
  ])('%s does not find %s', (typed, word) => {
    expect(finds(typed, word)).toBe(false);
  });

  test('a few forms, never none, whatever the word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,40}$/), (word) => {
        const forms = formsOf(word);
        expect(isForm(word, forms)).toBe(true);
        expect(forms.length).toBeLessThanOrEqual(9);
        for (const form of forms) expect(form.text.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what was typed', () => {
  test('words that stand in every sentence count only when there is nothing else', () => {
    expect(searchWords('de klant')).toHaveLength(1);
    expect(searchWords('de')).toHaveLength(1);
    expect(searchWords('  … ?!  ')).toEqual([]);
    expect(searchWords('brief brief BRIEF')).toHaveLength(1);
    expect(searchWords('auto’s')).toEqual(searchWords('auto'));
  });

  test('never becomes a command of the database: letters and digits between quotation marks, and our own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('all' as const, 'any' as const), (typed, mode) => {
        const query = ftsQuery(searchWords(typed), mode);
        if (query !== null) expect(query).toMatch(/^(?:"[\p{L}\p{N}]+"\*?|[()]| OR | AND )+$/u);
      }),
      { numRuns: 1000 },
    );
    expect(ftsQuery(searchWords('NEAR(klant) AND "x" *'), 'all')).toContain('"near"');
  });

  test('all words must be there', () => {
    expect(holdsAll('Wij hebben brieven gelezen', searchWords('brief'))).toBe(true);
    expect(holdsAll('Wij hebben brieven', searchWords('brief lezen'))).toBe(false);
    expect(holdsAll('Iets', [])).toBe(false);
  });
});

describe('what is shown', () => {
  const words = searchWords('brief coördinator');

  test('marks leave the text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, typed) => {
        expect(
          markHits(text, searchWords(typed))
            .map((s) => s.text)
            .join(''),
        ).toBe(text);
      }),
    );
    expect(markHits('<b>Brieven</b> en een coo\u0308rdinator', words).filter((s) => s.hit)).toEqual([
      { text: 'Brieven', hit: true },
      { text: 'coo\u0308rdinator', hit: true },
    ]);
  });

  test('a snippet is where the words stand together, and no longer than asked', () => {
    const text = `${'Een brief. '.repeat(20)}Daarna niets. ${'Bla bla bla. '.repeat(40)}De coördinator krijgt een brief. Einde.`;
    const shown = snippetOf(text, words, 120)
      .map((s) => s.text)
      .join('');
    expect(shown).toContain('coördinator krijgt een brief');
    fc.assert(
      fc.property(fc.lorem({ maxCount: 200 }), fc.integer({ min: 40, max: 300 }), fc.lorem(), (body, length, typed) => {
        const snippet = snippetOf(body, searchWords(typed), length)
          .map((s) => s.text)
          .join('');
        expect(snippet.length).toBeLessThanOrEqual(length + 4);
        expect(body).toContain(snippet.replaceAll(/^… | …$/g, ''));
      }),
    );
  });
});

test('the words of a lesson: what a reader sees, without tags', () => {
  const mdx = `<Stap id="een" titel="Doe eerst">

Een **brief** met [een link](https://elders.example) en <Begrip id="x">doenvermogen</Begrip>.

<Keuze vraag="Wat zeg je?">
<Optie goed tekst="“Ik > jij.”">Goed *zo*.</Optie>
</Keuze>

- <Feit bron="b">Drie mensen.</Feit>

<Tekening naam="x" alt="Niet te lezen" />
</Stap>`;
  expect(plainText(mdx)).toBe('Doe eerst. Een brief met een link en doenvermogen. Wat zeg je? “Ik > jij.” Goed zo. Drie mensen.');
});

test('nearly the same word', () => {
  expect(nearWords('doenvermgen', ['doenvermogen', 'brief'])).toEqual(['doenvermogen']);
  expect(nearWords('breif', ['brief', 'brieven'])).toEqual(['brief']);
  expect(nearWords('les', ['lees'])).toEqual([]);
  expect(distance('abcd', 'abdc', 2)).toBe(1);
  fc.assert(fc.property(fc.lorem({ maxCount: 1 }), fc.lorem({ maxCount: 1 }), (a, b) => distance(a, b, 3) === distance(b, a, 3)));
});
