import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lessonComponentNames } from '#src/domain/course.ts';
import { questionKinds, textsOf } from '#src/domain/question/question.ts';
import { askedCount } from '#src/domain/quiz.ts';
import {
  catalogue,
  conversations,
  conversationTexts,
  lessons,
  longShare,
  otherTexts,
  plainText,
  practice,
  quizzes,
  sentences,
  withoutSourced,
  words,
} from './lesson-text.ts';

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
  test('uses only components that the page hands in, and imports nothing', () => {
    const opened = [...body.matchAll(/<([A-Z]\w*)/g)].map(([, name]) => name as string);
    expect(opened.filter((name) => !known.has(name))).toEqual([]);
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
    expect(longShare(all)).toBeLessThanOrEqual(0.08);
  });

  test('shows a drawing that is there and is told in words, and words that the list explains, each once', () => {
    expect(meta.parts.drawings.length).toBeGreaterThanOrEqual(1);
    for (const name of meta.parts.drawings) expect(existsSync(`src/public/tekeningen/${name}.svg`), name).toBe(true);
    for (const [tag] of body.matchAll(/<Tekening\b[^>]*>/g)) expect(/alt="([^"]*)"/.exec(tag)?.[1]?.length, tag).toBeGreaterThan(20);
    expect(meta.parts.terms.filter((id) => !catalogue.terms.has(id))).toEqual([]);
    expect(new Set(meta.parts.terms).size).toBe(meta.parts.terms.length);
  });

  test('has a place that the library fills in', () => {
    expect(meta.parts.slots.length).toBeGreaterThanOrEqual(1);
    expect(new Set(meta.parts.slots).size).toBe(meta.parts.slots.length);
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
  test.each(quiz.questions)('$id has a source for each number', (question) => {
    if (number.test(textsOf(question).join(' '))) expect(question.sources.length).toBeGreaterThan(0);
  });

  test('asks ten to fourteen questions of at least six kinds, three of them from a pool', () => {
    expect(askedCount(quiz)).toBeGreaterThanOrEqual(10);
    expect(askedCount(quiz)).toBeLessThanOrEqual(14);
    expect(new Set(quiz.questions.map((q) => q.kind)).size).toBeGreaterThanOrEqual(6);
    const variants = new Map<string, number>();
    for (const { pool } of quiz.questions) if (pool) variants.set(pool, (variants.get(pool) ?? 0) + 1);
    expect(variants.size).toBeGreaterThanOrEqual(3);
    for (const [pool, count] of variants) expect(count, pool).toBeGreaterThanOrEqual(2);
  });

  test('reads as easily as a lesson', () => {
    const texts = quiz.questions.flatMap(textsOf);
    const list = sentences(texts.join('\n\n'));
    expect(list.flat().length / list.length).toBeLessThanOrEqual(12);
    expect(list.filter((s) => s.length > 22).map((s) => s.join(' '))).toEqual([]);
  });

  test('does not give the answer away: the right option is not always the longest, nor the first', () => {
    const options = quiz.questions.flatMap((q) => ('options' in q ? [q] : []));
    const single = options.filter((q) => q.kind === 'single');
    const longest = single.filter((q) => q.options.toSorted((a, b) => b.text.length - a.text.length)[0]?.correct).length;
    const first = single.filter((q) => q.options[0]?.correct).length;
    expect(longest / single.length).toBeLessThanOrEqual(0.6);
    expect(first / single.length).toBeLessThanOrEqual(0.6);
    const statements = options.filter((q) => q.kind === 'trueFalse');
    const yes = statements.filter((q) => q.options.find((o) => o.id === 'waar')?.correct).length;
    if (statements.length > 2) expect([0, statements.length]).not.toContain(yes);
  });

  test('says in the question how many to choose, where there are several', () => {
    const word = ['', '', 'twee', 'drie', 'vier', 'vijf'];
    for (const question of quiz.questions)
      if (question.kind === 'multiple')
        expect(question.text.toLowerCase(), question.id).toContain(word[question.options.filter((o) => o.correct).length]);
  });

  test('uses every source it names', () => {
    const used = new Set(quiz.questions.flatMap((q) => q.sources));
    expect([...used].toSorted()).toEqual(quiz.sources.map((s) => s.id).toSorted());
  });
});

describe.each(practice)('the practice questions of $name', ({ quiz }) => {
  test.each(quiz.questions)('$id has a source for each number', (question) => {
    if (number.test(textsOf(question).join(' '))) expect(question.sources.length).toBeGreaterThan(0);
  });

  test('read easily, and use every source that is named', () => {
    const list = sentences(quiz.questions.flatMap(textsOf).join('\n\n'));
    expect(list.flat().length / list.length).toBeLessThanOrEqual(12);
    expect(list.filter((s) => s.length > 22).map((s) => s.join(' '))).toEqual([]);
    const used = new Set(quiz.questions.flatMap((q) => q.sources));
    expect([...used].toSorted()).toEqual(quiz.sources.map((s) => s.id).toSorted());
  });
});

describe.each(conversations)('the conversation $name', ({ conversation }) => {
  test('reads easily, and has a source for each number', () => {
    const text = conversationTexts(conversation).join('\n\n');
    const list = sentences(text);
    expect(list.flat().length / list.length).toBeLessThanOrEqual(12);
    expect(list.filter((s) => s.length > 22).map((s) => s.join(' '))).toEqual([]);
    expect(longShare(list.flat())).toBeLessThanOrEqual(0.08);
    if (number.test(text)) expect(conversation.sources.length).toBeGreaterThan(0);
  });

  test('has three endings or more, and moods that change', () => {
    expect(conversation.endings.length).toBeGreaterThanOrEqual(3);
    expect(new Set([...conversation.nodes, ...conversation.endings].map((n) => n.mood)).size).toBeGreaterThanOrEqual(3);
  });
});

describe('the whole of it', () => {
  test('lessons use what the page hands in, and the catalogue knows it', () => {
    expect([...known].filter(Boolean).toSorted()).toEqual([...lessonComponentNames].toSorted());
  });

  test('every kind of question is asked somewhere', () => {
    const asked = new Set(quizzes.flatMap(({ quiz }) => quiz.questions.map((q) => q.kind)));
    expect([...questionKinds].filter((kind) => !asked.has(kind))).toEqual([]);
  });

  test('eight modules are written, with ten conversations or more', () => {
    expect([...catalogue.modules.values()].filter((m) => m.lessons.length === 5)).toHaveLength(8);
    expect(conversations.length).toBeGreaterThanOrEqual(10);
  });

  test('every place for the library is shown in a lesson', () => {
    const shown = new Set(lessons.flatMap(({ meta }) => meta.parts.slots));
    expect([...catalogue.slots.keys()].filter((id) => !shown.has(id))).toEqual([]);
  });

  test('words of the list are explained in forty words or fewer, with a source for each number', () => {
    for (const { id, explanation, sources } of catalogue.terms.values()) {
      expect(words(explanation).length, id).toBeLessThanOrEqual(45);
      if (number.test(explanation)) expect(sources.length, id).toBeGreaterThan(0);
    }
  });

  test('pictures of questions are there', () => {
    for (const { quiz } of [...quizzes, ...practice])
      for (const q of quiz.questions)
        if (q.kind === 'picture') expect(existsSync(`src/public/tekeningen/${q.picture}.svg`), q.picture).toBe(true);
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
