import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evaluationResults,
  meanText,
  safeShare,
  type AnswerFacts,
  type LibraryFacts,
  type ResultFacts,
  type ResultRow,
} from '#src/domain/evaluation-results.ts';
import type { Round } from '#src/domain/pilot.ts';
import { roughly } from '#src/domain/safe-count.ts';

const item = { id: 'b', scale: 'often', text: 'Hoe vaak?', moduleId: null } as const;
const rounds = ([0, 6] as Round[]).map((round) => ({
  round,
  questionnaire: 'q',
  items: [item],
  open: [{ id: 'o', text: 'Wat?' }],
}));
const answer = (pilotLibraryId: string, round: Round, value: number | null, quote?: string): AnswerFacts => ({
  pilotLibraryId,
  round,
  questionnaire: 'q',
  version: 1,
  scores: value === null ? {} : { b: value },
  quotes: quote ? { o: quote } : {},
});
const library = (id: string, asked: number | null = 30): LibraryFacts => ({
  id,
  name: id,
  rounds: new Map(([0, 6] as Round[]).map((round) => [round, { tookPart: 'yes', asked }])),
  counts: new Map(),
});
/** Per library, per round, what people chose; null is someone who left the question out. */
const world = (chosen: (number | null)[][][]): ResultFacts => ({
  pilotId: 'p',
  libraries: chosen.map((_, index) => library(`L${index}`)),
  rounds,
  answers: chosen.flatMap((byRound, index) =>
    byRound.flatMap((values, round) => values.map((value) => answer(`L${index}`, round === 0 ? 0 : 6, value))),
  ),
});
const one = (values: number[]) => evaluationResults(world([[values, []]])).rows[0]?.rounds[0];
const told = (values: number[]) => {
  const round = one(values);
  return round?.kind === 'told' ? round.items[0] : undefined;
};

const choice = fc.option(fc.integer({ min: 1, max: 4 }), { freq: 8 });
const answersOf = fc.array(choice, { maxLength: 14 });
const worlds = fc.array(fc.tuple(answersOf, answersOf), { minLength: 1, maxLength: 5 });
const wanted = fc.record({
  partIds: fc.option(fc.subarray(['L0', 'L1', 'L2', 'L3', 'L4']), { nil: undefined as never }),
  rounds: fc.option(fc.subarray([0, 6] as Round[]), { nil: undefined as never }),
});

describe('no set of libraries and rounds tells of fewer than five', () => {
  test('a row is five answers or more, and so is each question of it', () => {
    fc.assert(
      fc.property(worlds, wanted, (chosen, which) => {
        for (const row of evaluationResults(world(chosen), which).rows)
          for (const result of row.rounds) {
            if (result.kind !== 'told') continue;
            const parts = chosen.filter((byRound, index) => {
              const size = (byRound[result.round === 0 ? 0 : 1] ?? []).length;
              return row.kind === 'library' ? row.id === `L${index}` : row.kind === 'rest' ? size < 5 : size >= 5;
            });
            const values = parts.flatMap((byRound) => byRound[result.round === 0 ? 0 : 1] ?? []);
            if (row.kind !== 'total') expect(values.length).toBeGreaterThanOrEqual(5);
            if (row.kind !== 'total' && result.items.length > 0)
              expect(values.filter((v) => v !== null).length).toBeGreaterThanOrEqual(5);
            for (const { answered } of result.items) expect(roughly(answered)).toBeGreaterThanOrEqual(5);
          }
      }),
    );
  });

  test('a row says the same whatever is asked beside it, and the total follows from the rows', () => {
    fc.assert(
      fc.property(worlds, wanted, wanted, (chosen, a, b) => {
        const [first, second] = [a, b].map((which) => evaluationResults(world(chosen), which));
        const rowsOf = (results: typeof first) =>
          new Map(
            (results?.rows ?? [])
              .filter((row) => row.kind !== 'total')
              .flatMap((row) => row.rounds.filter((r) => r.kind === 'told').map((r) => [`${row.id} ${r.round}`, r] as const)),
          );
        const [one, two] = [rowsOf(first), rowsOf(second)];
        for (const [key, result] of one) if (two.has(key)) expect(two.get(key)).toEqual(result);
      }),
    );
  });

  test('small libraries never stand together in two ways, so that none is the difference', () => {
    const small = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(small, { minLength: 2, maxLength: 5 }), (sizes) => {
        const facts = world(sizes.map((values) => [values, []]));
        const ids = sizes.map((_, index) => `L${index}`);
        const has = (partIds: string[]) => evaluationResults(facts, { partIds }).rows.some((row) => row.kind === 'rest');
        for (const without of ids) expect(has(ids.filter((id) => id !== without))).toBe(false);
        expect(has(ids)).toBe(sizes.flat().length >= 5);
      }),
    );
  });

  test('who is in a library that is told nowhere can have answered anything: it changes nothing, in no selection', () => {
    fc.assert(
      fc.property(worlds, wanted, fc.infiniteStream(choice), (chosen, which, other) => {
        const small = chosen.map((byRound) => byRound.map((values) => values.length < 5));
        const rest = [0, 1].map((round) => {
          const sizes = chosen.flatMap((byRound, i) => (small[i]?.[round] ? [byRound[round]?.length ?? 0] : []));
          return sizes.length > 1 && sizes.reduce((sum, n) => sum + n, 0) >= 5;
        });
        const changed = chosen.map((byRound, i) =>
          byRound.map((values, round) =>
            small[i]?.[round] && !rest[round] ? values.map(() => other.next().value ?? null) : values,
          ),
        );
        const say = (facts: (number | null)[][][]) => JSON.stringify(evaluationResults(world(facts), which));
        expect(say(changed)).toBe(say(chosen));
      }),
    );
  });

  test('beside every mean that is told, anyone in the row can have chosen anything', () => {
    for (let n = 5; n <= 30; n++) {
      const sums = new Map<string, number[]>();
      for (let sum = n; sum <= 4 * n; sum++) {
        const values = Array.from({ length: n }, (_, i) => Math.floor(sum / n) + (i < sum % n ? 1 : 0));
        const item = told(values);
        const key = `${item?.mean} ${item?.edge}`;
        sums.set(key, [...(sums.get(key) ?? []), sum]);
      }
      for (const [mean, possible] of sums)
        for (const own of [1, 2, 3, 4])
          expect(
            possible.some((sum) => sum - own >= n - 1 && sum - own <= 4 * (n - 1)),
            `${n} people, mean ${mean}, someone chose ${own}`,
          ).toBe(true);
    }
  });

  test('a share never says that everyone did', () => {
    for (let n = 5; n <= 60; n++) {
      const everyone = JSON.stringify(safeShare(n, n));
      const others = Array.from({ length: n }, (_, part) => JSON.stringify(safeShare(part, n)));
      expect(others, `${n} people`).toContain(everyone);
    }
  });
});

test('a round is told when it is closed at every library that took part, and not before', () => {
  const facts = world([
    [[1, 2, 3, 4, 2], []],
    [[1, 2, 3, 4, 2], []],
  ]);
  const waiting = { ...facts, libraries: [library('L0'), library('L1', null)] };
  expect(evaluationResults(waiting).rounds).toEqual([]);
  expect(evaluationResults(facts).rounds.map((r) => r.round)).toEqual([0, 6]);
});

test('what people wrote is told without order, apart from what they chose, of rows of five or more', () => {
  const facts = world([
    [
      [1, 2, 3, 4, 2],
      [1, 2, 3, 4],
    ],
  ]);
  const quotes = ([0, 6] as Round[]).flatMap((round) => ['Zon', 'Aap', 'Élan'].map((text) => answer('L0', round, null, text)));
  const [row] = evaluationResults({ ...facts, answers: [...facts.answers, ...quotes] }).rows as [ResultRow];
  expect(row.rounds[0]?.kind === 'told' && row.rounds[0].quotes.map((q) => q.text)).toEqual(['Aap', 'Élan', 'Zon']);
  expect(JSON.stringify(row.rounds[1])).not.toContain('Zon');
  // Texts are no people: four answers and three texts are four.
  expect(row.rounds[1]).toMatchObject({ kind: 'untold', why: 'tooFew' });
});

test('a mean in words', () => {
  expect(meanText(told([4, 4, 4, 4, 4]) ?? { mean: null })).toBe('3,4 of hoger');
  expect(meanText(told([1, 1, 1, 1, 1, 1, 1, 1]) ?? { mean: null })).toBe('1,4 of lager');
  expect(meanText(told([2, 3, 2, 3, 2]) ?? { mean: null })).toBe('2,4');
});
