import { expect, test } from 'vitest';
import fc from 'fast-check';
import { fewestVoters, readVotes, resultFor, type LivePoll } from '#src/domain/live-poll.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: id.toUpperCase() }));
const poll: LivePoll = { kind: 'poll', options, dots: 1 };
const dots: LivePoll = { kind: 'dots', options, dots: 3 };

test('a poll takes one answer, dots at most as many as each has, all of them known', () => {
  expect(readVotes(poll, [{ optionId: 'a', dots: 1 }])).toEqual({ kind: 'ok', votes: ['a'] });
  expect(readVotes(poll, [])).toMatchObject({ kind: 'wrong' });
  expect(readVotes(poll, [{ optionId: 'a', dots: 2 }])).toMatchObject({ kind: 'wrong' });
  expect(
    readVotes(dots, [
      { optionId: 'a', dots: 2 },
      { optionId: 'c', dots: 1 },
    ]),
  ).toEqual({ kind: 'ok', votes: ['a', 'a', 'c'] });
  expect(readVotes(dots, [{ optionId: 'a', dots: 4 }])).toMatchObject({ kind: 'wrong' });
  expect(readVotes(dots, [{ optionId: 'x', dots: 1 }])).toMatchObject({ kind: 'wrong' });
});

const tally = fc.record({ a: fc.nat({ max: 40 }), b: fc.nat({ max: 40 }), c: fc.nat({ max: 40 }) });

test('counts are shown of five people or more and after closing only; before one’s own vote nothing', () => {
  fc.assert(
    fc.property(tally, fc.nat({ max: 60 }), fc.boolean(), fc.boolean(), (votes, voters, closed, voted) => {
      const result = resultFor(poll, new Map(Object.entries(votes)), { voters, closed, voted });
      if (result.kind === 'full') {
        expect(closed).toBe(true);
        expect(voters).toBeGreaterThanOrEqual(fewestVoters);
        expect(result.lines.reduce((sum, l) => sum + l.votes, 0)).toBe(votes.a + votes.b + votes.c);
        expect(result.lines.every((l) => l.part >= 0 && l.part <= 1)).toBe(true);
      }
      if (!closed && !voted) expect(result).toEqual({ kind: 'hidden', why: 'open' });
      if (voters < fewestVoters) expect(result.kind).toBe('hidden');
    }),
  );
});

test('while others vote, one’s own vote opens what leads, without a number', () => {
  const votes = new Map([
    ['a', 3],
    ['b', 2],
  ]);
  expect(resultFor(poll, votes, { voters: 5, closed: false, voted: true })).toEqual({ kind: 'leading', options: ['A'] });
});
