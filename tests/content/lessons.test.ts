import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lessons, plainText, quizzes, sentences, withoutSourced, words, otherTexts } from './lesson-text.ts';

/** The names that the page hands to a lesson; another one would build fine and fail when someone reads it. */
const known = new Set(
  /lessonComponents = \{([^}]+)\}/
    .exec(readFileSync('src/components/lesson/index.ts', 'utf8'))?.[1]
    ?.split(',')
    .map((name) => name.trim()),
);

/** Numbers, also those written as words where a source is expected. */
const number = /\d|\b(miljoen|miljard|procent|duizend)\b/;

describe.each(lessons)('$name', ({ meta, module, body }) => {
  test('uses only components that the page hands in, each closed, and imports nothing', () => {
    const opened = [...body.matchAll(/<([A-Z]\w*)/g)].map(([, name]) => name as string);
    expect(opened.filter((name) => !known.has(name))).toEqual([]);
    const closed = [...body.matchAll(/<\/([A-Z]\w*)>/g)].map(([, name]) => name as string);
    expect(closed.toSorted()).toEqual(opened.toSorted());
    expect(body).not.toMatch(/^(import|export)\s/m);
    // Markdown images and tables need more than lessons have; a style would be blocked.
    expect(body).not.toMatch(/!\[|style=|<[a-z]/);
  });

  test('has no number without a source', () => {
    const loose = plainText(withoutSourced(body)).split('\n').filter((line) => number.test(line));
    expect(loose).toEqual([]);
    expect(`${meta.title} ${meta.goal} ${meta.keep}`).not.toMatch(number);
  });

  test('names sources that it has, uses all it has, and marks each rule with its kind', () => {
    const facts = [...body.matchAll(/<(Feit|Regel)\b([^>]*)>/g)].map(([, tag, attributes = '']) => ({
      tag,
      bron: /bron="([^"]+)"/.exec(attributes)?.[1],
      soort: /soort="([^"]+)"/.exec(attributes)?.[1],
    }));
    for (const { tag, bron, soort } of facts) {
      if (tag === 'Regel') expect(['wet', 'richtlijn', 'huisregel']).toContain(soort);
      if (tag === 'Feit' || soort !== 'huisregel') expect(bron).toBeDefined();
    }
    const used = new Set(facts.flatMap((f) => f.bron ?? []));
    expect([...used].toSorted()).toEqual(meta.sources.map((s) => s.id).toSorted());
    for (const source of meta.sources) expect(source.text, 'a source has its year').toMatch(/(19|20)\d\d/);
  });

  test('lets people do something first, has a local part, and something to try', () => {
    expect(meta.sections[0]?.title).toBe('Doe eerst');
    for (const tag of ['Keuze', 'BijOns', 'Probeer']) expect(body).toContain(`<${tag}`);
    for (const [, choice = ''] of body.matchAll(/<Keuze[^>]*>([\s\S]*?)<\/Keuze>/g)) {
      expect(choice.match(/<Optie\b/g)?.length).toBeGreaterThanOrEqual(2);
      expect(choice.match(/<Optie goed\b/g)?.length).toBe(1);
    }
  });

  test('reads easily: short sentences, few long words', () => {
    const list = sentences(plainText(body));
    const all = list.flat();
    const mean = all.length / list.length;
    expect(mean).toBeLessThanOrEqual(12);
    expect(list.filter((s) => s.length > 22).map((s) => s.join(' '))).toEqual([]);
    const long = all.filter((w) => w.replaceAll(/[^\p{L}]/gu, '').length > 12);
    expect(long.length / all.length).toBeLessThanOrEqual(0.08);
  });

  test('says how long it takes, and that fits its length', () => {
    // Reading at 130 words a minute, which is slow, up to twice that with time to think about the choices.
    const count = words(plainText(body)).length;
    expect(meta.minutes).toBeGreaterThanOrEqual(4);
    expect(meta.minutes).toBeLessThanOrEqual(6);
    expect(count / meta.minutes).toBeGreaterThan(65);
    expect(count / meta.minutes).toBeLessThan(140);
  });

  test('belongs to objectives of its module', () => {
    const own = new Set(module.objectives.map((o) => o.id));
    expect(meta.objectives.filter((id) => !own.has(id))).toEqual([]);
  });
});

describe.each(quizzes)('the quiz of $name', ({ quiz }) => {
  test.each(quiz.questions)('$id has a source for each number', ({ text, options, sources }) => {
    const all = [text, ...options.flatMap((o) => [o.text, o.feedback])].join(' ');
    if (number.test(all)) expect(sources.length).toBeGreaterThan(0);
  });

  test('reads as easily as a lesson', () => {
    const texts = quiz.questions.flatMap((q) => [q.text, ...q.options.flatMap((o) => [o.text, o.feedback])]);
    const list = sentences(texts.join('\n\n'));
    expect(list.flat().length / list.length).toBeLessThanOrEqual(12);
    expect(list.filter((s) => s.length > 22).map((s) => s.join(' '))).toEqual([]);
  });

  test('does not give the answer away: the right option is not always the longest, nor the first', () => {
    const single = quiz.questions.filter((q) => q.kind === 'single');
    const longest = single.filter((q) => q.options.toSorted((a, b) => b.text.length - a.text.length)[0]?.correct).length;
    const first = single.filter((q) => q.options[0]?.correct).length;
    expect(longest / single.length).toBeLessThanOrEqual(0.6);
    expect(first / single.length).toBeLessThanOrEqual(0.6);
    const statements = quiz.questions.filter((q) => q.kind === 'trueFalse');
    const yes = statements.filter((q) => q.options.find((o) => o.id === 'waar')?.correct).length;
    if (statements.length > 2) expect([0, statements.length]).not.toContain(yes);
  });

  test('says in the question how many to choose, where there are several', () => {
    const word = ['', '', 'twee', 'drie', 'vier', 'vijf'];
    for (const question of quiz.questions.filter((q) => q.kind === 'multiple'))
      expect(question.text.toLowerCase(), question.id).toContain(word[question.options.filter((o) => o.correct).length]);
  });

  test('uses every source it names', () => {
    const used = new Set(quiz.questions.flatMap((q) => q.sources));
    expect([...used].toSorted()).toEqual(quiz.sources.map((s) => s.id).toSorted());
  });
});

describe('words we do not use', () => {
  /** From the example lesson and the marks ✘ in the domain description, with the reason. */
  const forbidden: [RegExp, string][] = [
    [/\blaaggeletterden?\b/i, 'a label: “wie moeite heeft met lezen”'],
    [/\banalfabe(et|ten)\b/i, 'a label'],
    [/belangrijk om te onthouden/i, 'leave it out'],
    [/doorverwijzingsmogelijkhe/i, 'say whom to call'],
    [/\bmaak(t)? gebruik van\b/i, 'say what to do'],
    [/helaas is dit (niet correct|fout)/i, 'say what happens with the customer'],
    [/in je eigen tijd/i, '“op een moment dat jij kiest”'],
    [/(elke|iedere) gemeente heeft een taalhuis/i, 'not so'],
    [/overal gratis/i, 'only IDO help is free everywhere'],
    [/tel mee met taal/i, 'ended after 2024'],
    [/1\.?000 woorden/i, 'no source'],
    [/\bmigrant(en)?\b/i, 'no stereotypes'],
    [/\bdigibe(et|ten)\b/i, 'a label'],
  ];
  const texts = [
    ...lessons.map(({ name, body, meta }) => ({ name, text: `${meta.title}\n${meta.goal}\n${meta.keep}\n${body}` })),
    ...otherTexts,
  ];

  test.each(forbidden)('%s (%s)', (pattern) => {
    expect(texts.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test('the older figure stands only with its year and its maker: it counts other people in another way', () => {
    for (const { name, text } of texts) if (text.includes('2,5 miljoen')) expect(text, name).toMatch(/2016[\s\S]*Rekenkamer|Rekenkamer[\s\S]*2016/);
  });

  test('no lesson ranks people, libraries or places', () => {
    for (const { name, body } of lessons) expect(body, name).not.toMatch(/\b(ranglijst|koploper|hekkensluiter)/i);
  });

  test('the duty of care is a bill, and is called so', () => {
    for (const { name, text } of texts) if (/zorgplicht/i.test(text)) expect(text, name).toMatch(/wetsvoorstel/i);
  });
});
