import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue, longShare, plainText, sentences } from './lesson-text.ts';

/** The guides of meetings, each with everything that a leader reads of it. */
const guides = [...catalogue.guides].map(([name, guide]) => {
  const body = readFileSync(join('content/meetings', `${name}.mdx`), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  const { makeUp } = guide;
  const front = [
    guide.title,
    guide.goal,
    ...guide.prepare,
    ...guide.materials,
    ...guide.agenda.flatMap((item) => [item.title, item.form, item.question ?? '', ...(item.options ?? []), ...item.notes]),
    ...(makeUp ? [makeUp.intro, ...makeUp.read, ...makeUp.questions.map((q) => q.text), makeUp.talk] : []),
  ];
  return { name, guide, body, text: `${front.join('\n\n')}\n\n${plainText(body.replaceAll(/^> ?/gm, ''))}` };
});

const reading = (text: string) => {
  const list = sentences(text);
  return { mean: list.flat().length / list.length, long: list.filter((s) => s.length > 22).map((s) => s.join(' ')) };
};

describe.each(guides)('the guide $name', ({ guide, body, text }) => {
  test('reads easily: short sentences, few long words', () => {
    const { mean, long } = reading(text);
    expect(mean).toBeLessThanOrEqual(12);
    expect(long).toEqual([]);
    expect(longShare(sentences(text).flat())).toBeLessThanOrEqual(0.08);
  });

  test('is plain Markdown: no components, no HTML, nothing that the security policy blocks', () => {
    expect(body).not.toMatch(/^(import|export)\s/m);
    expect(body).not.toMatch(/!\[|style=|<[a-z/]|\{/i);
    // A table may be aligned with colons, and that becomes a style.
    expect(body).not.toMatch(/^\|?\s*:?-+:?\s*\|/m);
    expect(body).not.toMatch(/^# /m);
  });

  test('writes out every part of its agenda, at the minutes that the agenda gives it', () => {
    const headings = [...body.matchAll(/^## (\d+)[–-](\d+) minuten/gm)].map(([, from, until]) => [Number(from), Number(until)]);
    let at = 0;
    const agenda = guide.agenda.map((item) => [at, (at += item.minutes)]);
    expect(headings).toEqual(agenda);
  });
});

test('every meeting of a course has a guide, of as many minutes', () => {
  for (const course of catalogue.courses.values())
    for (const meeting of course.meetings)
      expect(catalogue.guides.get(`${course.id}/${meeting.id}`)?.minutes, `${course.id}/${meeting.id}`).toBe(meeting.minutes);
});

describe('the word list', () => {
  test.each([...catalogue.terms.values()])('$id is explained in short sentences', ({ explanation }) => {
    const { mean, long } = reading(explanation);
    expect(long).toEqual([]);
    expect(mean).toBeLessThanOrEqual(15);
  });

  test('reads easily as a whole', () => {
    const { mean, long } = reading([...catalogue.terms.values()].map((t) => t.explanation).join('\n\n'));
    expect(mean).toBeLessThanOrEqual(12);
    expect(long).toEqual([]);
  });
});
