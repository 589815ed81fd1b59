import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestOption, pollAnswers, tallyOf } from '#src/domain/date-poll.ts';

const options = ['a', 'b', 'c'].map((id, i) => ({ id, startsAt: new Date(Date.UTC(2027, 1, 10 + i)) }));
const people = ['p', 'q', 'r'];
const tally = (answers: [string, string, (typeof pollAnswers)[number]][]) =>
  tallyOf(
    options,
    answers.map(([optionId, personId, answer]) => ({ optionId, personId, answer })),
    people,
  );

test('counts, and leaves out who is no longer asked', () => {
  const counted = tally([
    ['a', 'p', 'yes'],
    ['a', 'q', 'ifNeeded'],
    ['a', 'gone', 'yes'],
  ]);
  expect(counted[0]).toEqual({ optionId: 'a', yes: 1, ifNeeded: 1, no: 0, open: 1 });
});

test('the best day: most yes, then if needed, then the earliest; none while nobody can', () => {
  expect(bestOption(options, tally([]))).toBeNull();
  expect(bestOption(options, tally([['a', 'p', 'no']]))).toBeNull();
  expect(
    bestOption(
      options,
      tally([
        ['b', 'p', 'yes'],
        ['c', 'q', 'yes'],
      ]),
    ),
  ).toBe('b');
  expect(
    bestOption(
      options,
      tally([
        ['b', 'p', 'yes'],
        ['c', 'q', 'yes'],
        ['c', 'r', 'ifNeeded'],
      ]),
    ),
  ).toBe('c');
});

test('no day has more people who are sure than the best one, and every count adds up', () => {
  const answer = fc.constantFrom(...pollAnswers);
  const given = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...people), answer), {
    selector: ([o, p]) => `${o}${p}`,
  });
  fc.assert(
    fc.property(given, (answers) => {
      const counted = tally(answers);
      for (const t of counted) expect(t.yes + t.ifNeeded + t.no + t.open).toBe(people.length);
      const best = counted.find((t) => t.optionId === bestOption(options, counted));
      if (best) expect(best.yes).toBe(Math.max(...counted.map((t) => t.yes)));
    }),
  );
});
