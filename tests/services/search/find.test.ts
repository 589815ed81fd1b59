import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { findTextHash } from '#src/db/queries/search.ts';
import { fillCourseText } from '#src/services/search/fill.ts';
import { courseTexts } from '#src/services/search/course-texts.ts';
import { searchCourses, type SearchView } from '#src/services/search/find.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let noor: TestPerson;

beforeAll(async () => {
  house = await openTestHouse();
  noor = await house.learner(await house.library());
  await fillCourseText(await house.ctx());
});
afterAll(() => house.close());

const find = async (q: string, more: Record<string, string> = {}) => searchCourses(await house.ctx(noor), { q, ...more });
const hits = (view: SearchView) => view.groups.flatMap((group) => group.hits);
const titles = (view: SearchView) => hits(view).map((hit) => hit.title.map((part) => part.text).join(''));
const marked = (view: SearchView) =>
  hits(view).flatMap((hit) => [...hit.title, ...hit.snippet].filter((part) => part.hit).map((part) => part.text.toLowerCase()));

test('is filled once, and anew when the text changed', async () => {
  const count = async () => (await house.db.all<{ n: number }>(sql`select count(*) as n from course_text`))[0]?.n;
  const texts = courseTexts(house.catalogue);
  expect(await count()).toBe(texts.length);
  expect(await fillCourseText(await house.ctx())).toBe(false);
  const before = await findTextHash(house.db);
  const terms = new Map([['nieuw', { id: 'nieuw', term: 'kwispelstaart', forms: [], explanation: 'Uitleg.', sources: [] }]]);
  const changed = { catalogue: { ...house.catalogue, terms } };
  expect(await fillCourseText(await house.ctx(null, changed))).toBe(true);
  expect(await findTextHash(house.db)).not.toBe(before);
  expect(hits(await searchCourses(await house.ctx(noor, changed), { q: 'kwispelstaarten' }))).toMatchObject([
    { kind: 'Begrip', href: '/begrippen#nieuw' },
  ]);
  expect(await fillCourseText(await house.ctx())).toBe(true);
  expect(await count()).toBe(texts.length);
});

test('holds no question of a quiz and nothing of its answers', () => {
  const all = courseTexts(house.catalogue)
    .map((text) => `${text.title} ${text.body}`)
    .join('\n');
  // A short question ("En nu?") may well stand in a lesson too.
  const texts = [...house.catalogue.quizzes.values(), ...house.catalogue.practice.values()]
    .flatMap((quiz) =>
      quiz.questions.flatMap((question) => JSON.stringify(question).match(/"(?:text|feedback)":"([^"\\]*)"/g) ?? []),
    )
    .map((pair) => pair.replace(/^"\w+":"|"$/g, ''))
    .filter((text) => text.length > 50);
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter((text) => all.includes(text))).toEqual([]);
});

test('finds a lesson by its words in any form, its title first, in the course of the reader', async () => {
  const view = await find('vragen achter de vraag');
  expect(titles(view)[0]).toBe('De vraag achter de vraag');
  expect(hits(view)[0]?.href).toBe('/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag');
  expect(view.groups[0]?.title).toBe('Module 3: Onze ‘nieuwe’ klanten');
  expect(marked(await find('brieven'))).toEqual(expect.arrayContaining(['brief', 'brieven']));
  expect(titles(await find('aanmaning'))).toContain('De vraag achter de vraag');
  expect((await find('COORDINATOR')).total).toBe((await find('coördinatoren')).total);
});

test('a sentence to keep is found and shown whole', async () => {
  const keep = hits(await find('al geprobeerd')).find((hit) => hit.kind === 'Zin om te onthouden');
  expect(keep?.snippet.map((part) => part.text).join('')).toBe('“Wat heeft u al geprobeerd?”');
});

test('with all the words, else with any of them', async () => {
  expect((await find('aanmaning opruimen')).loose).toBe(false);
  const loose = await find('aanmaning zeppelin');
  expect(loose.loose).toBe(true);
  expect(loose.total).toBe((await find('aanmaning')).total);
});

test('nothing found: words that look like it', async () => {
  const view = await find('doorverwijzn');
  expect(view).toMatchObject({ asked: true, total: 0, near: expect.arrayContaining(['doorverwijzen']) });
  expect(await find('?!')).toMatchObject({ asked: false, total: 0 });
});

test('leafs through what was found, each place once', async () => {
  const seen: string[] = [];
  let page = 1;
  for (; ; page++) {
    const view = await find('klant', { pagina: String(page) });
    seen.push(...hits(view).map((hit) => `${hit.kind} ${hit.href}`));
    if (!view.hasMore) {
      expect(seen).toHaveLength(view.total);
      break;
    }
  }
  expect(page).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(seen.length);
  expect(hits(await find('klant', { pagina: '99' }))).toEqual([]);
});

test('a module of several courses is read in the reader’s own, and in the one they come from', async () => {
  const lesson = [...house.catalogue.modules.values()].find((m) => m.id === 'privacy-basis')?.lessons[0];
  const here = async (course: string) =>
    hits(await find(lesson?.title ?? '', { cursus: course })).map((hit) => hit.href.split('/')[2]);
  expect(await here('privacy-ido')).toContain('privacy-ido');
  expect(await here('privacy-basis')).not.toContain('privacy-ido');
  expect(await here('bestaat-niet')).toContain('privacy-basis');
});

test('nothing that can be typed breaks the search', async () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          '*',
          '(',
          ')',
          'NEAR',
          'AND',
          'OR',
          'NOT',
          '-',
          '^',
          ':',
          '{title}',
          "'",
          ';--',
          'brief',
          '\u0000',
          'ﬀ',
          '𝟗',
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(' ')),
  );
  await fc.assert(
    fc.asyncProperty(odd, fc.string({ maxLength: 6 }), async (q, pagina) => {
      const view = await find(q, { pagina });
      expect(view.total).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 150 },
  );
});

test('needs someone who is signed in', async () => {
  await expect(searchCourses(await house.ctx(), { q: 'brief' })).rejects.toMatchObject({ code: 'notSignedIn' });
});
