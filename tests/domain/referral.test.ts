import { expect, test } from 'vitest';
import { searchWords, topicIds, topicLabel, topics, topicsWith } from '#src/domain/referral.ts';

test('each topic has its own id and name', () => {
  expect(new Set(topicIds).size).toBe(topics.length);
  expect(new Set(topics.map((t) => t.label)).size).toBe(topics.length);
  expect(topicLabel('money')).toBe('Geld en schulden');
  expect(topicLabel('gone')).toBe('gone');
});

test.each([
  ['schuld', ['money']],
  ['SCHULDEN', ['money']],
  ['taalcafe', ['learning-dutch']],
  ['digid', ['government']],
  ['uitkering', ['money', 'work']],
  ['x', []],
  ['', []],
  ['fiets', []],
])('“%s” belongs to %j', (word, expected) => expect(topicsWith(word)).toEqual(expected));

test('a search is a few words', () => {
  expect(searchWords('  hulp  bij brieven ')).toEqual(['hulp', 'bij', 'brieven']);
  expect(searchWords('a b c d e f g')).toHaveLength(5);
});
