/**
 * The questionnaires of pilots. Answers keep the version of the text they were given to, so a change is either a new version
 * (other words, perhaps another answer) or a typo.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { objectiveIdsOf, scales } from '#src/domain/questionnaire.ts';
import { catalogue } from './lesson-text.ts';

const file = 'tests/content/questionnaire-versions.json';
const accept = 'CONTENT=accept node_modules/.bin/vitest run --config tests/vitest.config.ts tests/content/questionnaires.test.ts';
type Versions = Record<string, { version: number; hash: string }>;

const all = [...catalogue.questionnaires.values()].sort((a, b) => a.round - b.round);
const now: Versions = Object.fromEntries(
  all.map(({ version, ...text }) => [
    text.id,
    { version, hash: createHash('sha256').update(JSON.stringify(text)).digest('hex').slice(0, 16) },
  ]),
);
if (process.env['CONTENT'] === 'accept') writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Versions) : {};

test.each(Object.keys(now))('%s is as it was at its version', (id) => {
  expect(now[id], `${id} changed. Raise its version, or was it a typo? Then run: ${accept}`).toEqual(known[id]);
});

test('a version never goes down', () => {
  for (const [id, was] of Object.entries(known)) expect(now[id]?.version ?? 0, id).toBeGreaterThanOrEqual(was.version);
});

const courses = [...new Set([...catalogue.questionnaires.keys()].map((key) => key.split('/')[0] ?? ''))];
const ofCourse = (course: string) =>
  [...catalogue.questionnaires].flatMap(([key, q]) => (key.startsWith(`${course}/`) ? [q] : [])).sort((a, b) => a.round - b.round);
const itemsOf = (asked: typeof all, scale: string) =>
  asked.map((q) => q.parts.flatMap((part) => (part.kind === 'scale' && part.scale === scale ? part.items.map((i) => `${i.id} ${i.text}`) : [])));

test('every course of which there can be a pilot has questionnaires', () => {
  const withMeetings = [...catalogue.courses.values()].filter(({ meetings }) => meetings.length > 0).map(({ id }) => id);
  expect(courses.toSorted()).toEqual(withMeetings.toSorted());
});

test.each(courses)('of %s, what is compared is asked in the same words in every round', (course) => {
  const asked = ofCourse(course);
  expect(asked.map((q) => q.round)).toEqual([0, 6, 12, 26]);
  expect(new Set(asked.map((q) => JSON.stringify(objectiveIdsOf(q)))).size).toBe(1);
  for (const scale of ['often', 'desk']) expect(new Set(itemsOf(asked, scale).map((items) => items.join('\n'))).size, scale).toBe(1);
  const [, six = [], twelve, later] = itemsOf(asked, 'agree');
  expect(six).toHaveLength(5);
  expect([twelve, later]).toEqual([six, six]);
  expect(itemsOf(asked, 'hours').map((items) => items.length)).toEqual([0, 1, 1, 0]);
});

test('a few minutes, in short sentences, never about a named colleague', () => {
  for (const { id, minutes, parts, intro, thanks } of all) {
    expect(minutes, id).toBeLessThanOrEqual(6);
    // So many seconds for a choice, and for one's own words.
    const items = parts.flatMap((part) => part.items.map(() => (part.kind === 'open' ? 45 : 9)));
    expect(items.reduce((sum, seconds) => sum + seconds, 0), id).toBeLessThanOrEqual(minutes * 60);
    const texts = [...intro, thanks, ...parts.flatMap((part) => part.items.flatMap((i) => (typeof i === 'string' ? [] : i.text)))];
    for (const sentence of texts.flatMap((text) => text.split(/(?<=[.?!])\s/)))
      expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(20);
  }
  for (const { words } of Object.values(scales)) expect(new Set(words).size).toBe(words.length);
});
