/**
 * What the questionnaires of a pilot say, as far as it may be told outside the team. Nobody can be picked out:
 *
 * 1. only rounds that are closed at every library are told, so nothing moves any more;
 * 2. a row is a library with five answers or more. Libraries with fewer stand together as `rest`, when that is five or more.
 *    Which those are never depends on what is asked for: `rest` is told whole or not at all;
 * 3. a question that fewer than five people of a row answered is not told of that row;
 * 4. numbers of people go as domain/safe-count.ts says; a mean has one decimal, and beside every mean that is told anyone in the
 *    row could have chosen anything;
 * 5. the total is made of what was told of the rows, so it says nothing more than they do.
 *
 * Rounds are compared as crowds: there is no way to know what one person answered twice.
 */
import { fewestPeople } from './group-data.ts';
import { roundNames, type Round } from './pilot.ts';
import { scales, type Scale } from './questionnaire.ts';
import {
  roughly,
  safeCount,
  safePart,
  totalOf,
  totalOfParts,
  type SafeCount,
  type SafePart,
  type TotalPart,
} from './safe-count.ts';

export interface EvaluationResults {
  pilotId: string;
  /** Rounds that are closed at every library that took part in them, in order; and of what was asked for. */
  rounds: ResultRound[];
  /** Libraries by name, then `rest` (when there is one), then `total` (when anything is told). */
  rows: ResultRow[];
}

export interface ResultRound {
  round: Round;
  /** "na 6 weken" */
  name: string;
  /** Which text was answered: its id, and the versions that were. */
  questionnaire: string;
  versions: number[];
}

export interface ResultRow {
  kind: 'library' | 'rest' | 'total';
  /** pilot_library.id, `rest` or `total`. */
  id: string;
  name: string;
  /** For each of `rounds`, in their order. */
  rounds: RoundResult[];
  /**
   * Why there is nothing to compare with: the library came in after the first round was closed, or fewer than five people
   * answered it. Null where there is a first round, or none is closed yet.
   */
  missedBaseline: 'joinedLater' | 'tooFew' | null;
  /** Questions of which two rounds or more were told, as crowds beside each other. */
  compared: Compared[];
}

export type RoundResult = ToldRound | UntoldRound;

export interface ToldRound {
  kind: 'told';
  round: Round;
  /** Of how many libraries. */
  libraries: number;
  /** Who answered, of who was asked. */
  response: SafePart | TotalPart;
  items: ItemResult[];
  quotes: Quote[];
  counts: ResultCounts | null;
}

export interface UntoldRound {
  kind: 'untold';
  round: Round;
  /** Came in later, was gone already, or fewer than five answered. */
  why: 'joinedLater' | 'left' | 'tooFew';
  /** What the library counted itself can be told all the same. */
  counts: ResultCounts | null;
}

export interface ItemResult {
  id: string;
  scale: Scale;
  /** The question; of an objective its text. */
  text: string;
  /** Of an objective. */
  moduleId: string | null;
  answered: SafeCount;
  /** 1–4, one decimal; null for hours. */
  mean: number | null;
  /** The mean is this or beyond it: more would say what everyone chose. */
  edge?: 'orMore' | 'orLess';
  /** For hours: the answer in the middle, in words. */
  middle: string | null;
  /** How many chose the upper half, and what that is ("is het ermee eens"); null where it would tell too much. */
  share: SafePart | TotalPart | null;
  shareText: string;
}

export interface Compared {
  id: string;
  scale: Scale;
  text: string;
  moduleId: string | null;
  /** Mean by round, in order; null where it was not told. */
  means: { round: Round; mean: number | null }[];
  /** Last told mean minus first told mean, one decimal. */
  change: number;
}

/** What someone wrote, and said may be told without their name. In the order of the alphabet: it says nothing of who or when. */
export interface Quote {
  itemId: string;
  question: string;
  text: string;
}

/** What a library counted in the two weeks of a round, of customers together; null where it wrote nothing down. */
export interface ResultCounts {
  idoQuestions: number | null;
  referrals: number | null;
  registrations: number | null;
}

/** An answer as it stands in the database: what someone chose, or one thing that someone wrote. */
export interface AnswerFacts {
  pilotLibraryId: string;
  round: Round;
  questionnaire: string;
  version: number;
  scores: Readonly<Record<string, number>>;
  quotes: Readonly<Record<string, string>>;
}

/** A library in the pilot, with what it took part in. */
export interface LibraryFacts {
  id: string;
  name: string;
  /** By round: whether it took part, and how many were asked; null where it is not closed yet. */
  rounds: ReadonlyMap<Round, { tookPart: 'yes' | 'joinedLater' | 'left'; asked: number | null }>;
  counts: ReadonlyMap<Round, ResultCounts>;
}

/** A question whose answers are counted. */
export interface ItemFacts {
  id: string;
  scale: Scale;
  text: string;
  moduleId: string | null;
}

export interface RoundFacts {
  round: Round;
  questionnaire: string;
  items: readonly ItemFacts[];
  open: readonly { id: string; text: string }[];
}

export interface ResultFacts {
  pilotId: string;
  /** All that ever took part, whatever is asked for: `rest` depends on it. */
  libraries: readonly LibraryFacts[];
  rounds: readonly RoundFacts[];
  answers: readonly AnswerFacts[];
}

/** What to tell of it: rows of these libraries only, and these rounds. */
export interface Wanted {
  partIds?: readonly string[];
  rounds?: readonly Round[];
}

/** A mean is never told beyond these. */
export const lowestMean = 1.2;
export const highestMean = 3.8;

const toTenth = (value: number) => Math.round(value * 10) / 10;

/**
 * Between which means are told of a crowd of about so many: as far as one person may have chosen the other end while everyone
 * else chose this one. What lies beyond is told as the bound itself. It depends on the number that is told, not on the real one.
 */
export function meanBounds(answered: SafeCount): { lowest: number; highest: number } {
  const fewest = answered.kind === 'few' ? fewestPeople : Math.max(fewestPeople, answered.value - 2);
  const one = 3 / fewest;
  return {
    lowest: Math.max(lowestMean, Math.ceil((1 + one) * 10 - 1e-9) / 10),
    highest: Math.min(highestMean, Math.floor((4 - one) * 10 + 1e-9) / 10),
  };
}

function safeMean(value: number, answered: SafeCount): Pick<ItemResult, 'mean' | 'edge'> {
  const { lowest, highest } = meanBounds(answered);
  const mean = toTenth(value);
  if (mean >= highest) return { mean: highest, edge: 'orMore' };
  return mean <= lowest ? { mean: lowest, edge: 'orLess' } : { mean };
}

const decimal = new Intl.NumberFormat('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "3,2", "3,8 of hoger"; empty where there is no mean. */
export function meanText({ mean, edge }: Pick<ItemResult, 'mean' | 'edge'>): string {
  if (mean === null) return '';
  return `${decimal.format(mean)}${edge === 'orMore' ? ' of hoger' : edge === 'orLess' ? ' of lager' : ''}`;
}

/**
 * How many of the row chose the upper half. Null of a crowd that is told as "about five": with five people "about five of five"
 * would say that everyone did. Of 8, 13, 18 … people the same would be said by "about 10 of 10": there it is one person fewer.
 */
export function safeShare(part: number, of: number): SafePart | null {
  const whole = safeCount(of);
  if (whole.kind === 'few' || whole.value === fewestPeople) return null;
  return safePart(part >= of && of === whole.value - 2 ? of - 1 : part, of);
}

export function evaluationResults(facts: ResultFacts, wanted: Wanted = {}): EvaluationResults {
  const rounds = facts.rounds.filter(
    ({ round }) => isFrozen(facts.libraries, round) && (wanted.rounds === undefined || wanted.rounds.includes(round)),
  );
  const asked = wanted.partIds;
  const shown = facts.libraries.filter((library) => asked === undefined || asked.includes(library.id));
  const answersOf = (ids: readonly string[], round: Round): Answers => {
    const own = facts.answers.filter((answer) => answer.round === round && ids.includes(answer.pilotLibraryId));
    return { chosen: own.filter((answer) => !isWritten(answer)), written: own.filter(isWritten) };
  };
  const libraryRows = shown.map((library): Omit<ResultRow, 'compared'> => {
    const told = rounds.map((round) => libraryRound(library, round, answersOf([library.id], round.round)));
    return { kind: 'library', id: library.id, name: library.name, rounds: told, missedBaseline: missedBaseline(told) };
  });
  const rest = rounds.map((round) => restRound(facts.libraries, shown, round, answersOf));
  const restRow: Omit<ResultRow, 'compared'>[] = rest.some((r) => r.kind === 'told')
    ? [{ kind: 'rest', id: 'rest', name: 'Kleinere groepen samen', rounds: rest, missedBaseline: missedBaseline(rest) }]
    : [];
  const rows = [...libraryRows, ...restRow];
  const total = rounds.map((round, index) =>
    totalRound(
      round,
      rows.map((row) => row.rounds[index]).filter((r) => r !== undefined),
    ),
  );
  const totalRow: Omit<ResultRow, 'compared'>[] = total.some((r) => r.kind === 'told')
    ? [{ kind: 'total', id: 'total', name: 'Samen', rounds: total, missedBaseline: missedBaseline(total) }]
    : [];
  return {
    pilotId: facts.pilotId,
    rounds: rounds.map(({ round, questionnaire }) => ({
      round,
      name: roundNames[round],
      questionnaire,
      versions: [...new Set(facts.answers.filter((a) => a.round === round).map((a) => a.version))].sort((a, b) => a - b),
    })),
    rows: [...rows, ...totalRow].map((row) => ({ ...row, compared: compare(row.rounds) })),
  };
}

/** What was chosen, one for each person who answered; and what was written, apart. */
interface Answers {
  chosen: readonly AnswerFacts[];
  written: readonly AnswerFacts[];
}

const isWritten = (answer: AnswerFacts) => Object.keys(answer.quotes).length > 0;

/** Nothing of it can change any more: closed wherever it was asked, and asked somewhere. */
function isFrozen(libraries: readonly LibraryFacts[], round: Round): boolean {
  const took = libraries.map((library) => library.rounds.get(round)).filter((r) => r?.tookPart === 'yes');
  return took.length > 0 && took.every((r) => r?.asked !== null);
}

function libraryRound(library: LibraryFacts, round: RoundFacts, answers: Answers): RoundResult {
  const own = library.rounds.get(round.round);
  const counts = library.counts.get(round.round) ?? null;
  const untold = (why: UntoldRound['why']): UntoldRound => ({ kind: 'untold', round: round.round, why, counts });
  if (own === undefined || own.tookPart === 'joinedLater') return untold('joinedLater');
  if (own.tookPart === 'left') return untold('left');
  return toldRound(round, answers, own.asked ?? 0, 1, counts) ?? untold('tooFew');
}

/** Libraries with too few answers, together: all of them, or nothing is told. */
function restRound(
  all: readonly LibraryFacts[],
  shown: readonly LibraryFacts[],
  round: RoundFacts,
  answersOf: (ids: readonly string[], round: Round) => Answers,
): RoundResult {
  const small = all.filter((library) => {
    const own = library.rounds.get(round.round);
    return own?.tookPart === 'yes' && answersOf([library.id], round.round).chosen.length < fewestPeople;
  });
  const untold: UntoldRound = { kind: 'untold', round: round.round, why: 'tooFew', counts: null };
  if (small.length < 2 || !small.every((library) => shown.includes(library))) return untold;
  const asked = small.reduce((sum, library) => sum + (library.rounds.get(round.round)?.asked ?? 0), 0);
  const answers = answersOf(
    small.map((library) => library.id),
    round.round,
  );
  return toldRound(round, answers, asked, small.length, sumCounts(small.map((l) => l.counts.get(round.round) ?? null))) ?? untold;
}

function toldRound(
  { round, items, open }: RoundFacts,
  { chosen, written }: Answers,
  asked: number,
  libraries: number,
  counts: ResultCounts | null,
): ToldRound | null {
  // Whoever was erased since is no longer among who was asked; what they answered still counts.
  const response = safePart(chosen.length, Math.max(asked, chosen.length));
  if (chosen.length < fewestPeople || response === null) return null;
  return {
    kind: 'told',
    round,
    libraries,
    response,
    items: items.flatMap((item) => itemResult(item, chosen) ?? []),
    quotes: quotesOf(open, written),
    counts,
  };
}

function itemResult({ id, scale, text, moduleId }: ItemFacts, answers: readonly AnswerFacts[]): ItemResult | null {
  const values = answers.flatMap((answer) => answer.scores[id] ?? []).sort((a, b) => a - b);
  if (values.length < fewestPeople) return null;
  const { words, from, share } = scales[scale];
  const answered = safeCount(values.length);
  const upper = values.filter((value) => value >= from).length;
  const middle = values[Math.floor((values.length - 1) / 2)] ?? 1;
  return {
    id,
    scale,
    text,
    moduleId,
    answered,
    ...(scale === 'hours' ? { mean: null } : safeMean(values.reduce((sum, value) => sum + value, 0) / values.length, answered)),
    middle: scale === 'hours' ? (words[middle - 1] ?? null) : null,
    share: safeShare(upper, values.length),
    shareText: share,
  };
}

const collator = new Intl.Collator('nl');

function quotesOf(open: RoundFacts['open'], answers: readonly AnswerFacts[]): Quote[] {
  return open.flatMap(({ id, text: question }) =>
    answers
      .flatMap((answer) => answer.quotes[id] ?? [])
      .sort(collator.compare)
      .map((text) => ({ itemId: id, question, text })),
  );
}

/** Made of what was told of the rows, weighed by how many that was said to be. */
function totalRound({ round, items, open }: RoundFacts, rows: readonly RoundResult[]): RoundResult {
  const told = rows.filter((row) => row.kind === 'told');
  const counts = sumCounts(
    [...rows.filter((r) => r.kind === 'untold'), ...told.filter((r) => r.libraries === 1)].map((r) => r.counts),
  );
  const response = totalOfParts(told.map((row) => row.response));
  if (response === null) return { kind: 'untold', round, why: 'tooFew', counts };
  return {
    kind: 'told',
    round,
    libraries: told.reduce((sum, row) => sum + row.libraries, 0),
    response,
    items: items.flatMap(({ id }) => totalItem(told.flatMap((row) => row.items.find((item) => item.id === id) ?? [])) ?? []),
    quotes: open.flatMap(({ id }) =>
      told.flatMap((row) => row.quotes.filter((quote) => quote.itemId === id)).sort((a, b) => collator.compare(a.text, b.text)),
    ),
    counts,
  };
}

function totalItem(rows: readonly ItemResult[]): ItemResult | null {
  const [first] = rows;
  const answered = totalOf(rows.map((row) => row.answered));
  if (!first || !answered) return null;
  const weights = rows.map((row) => roughly(row.answered));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = rows.reduce((sum, row, index) => sum + (row.mean ?? 0) * (weights[index] ?? 0), 0) / all;
  if (rows.length === 1) return first;
  const { edge: _edge, ...same } = first;
  return {
    ...same,
    answered,
    mean: first.mean === null ? null : toTenth(mean),
    middle: middleOf(first.scale, rows, weights),
    // A total of only some of its rows would not belong to the number of people beside it.
    share: rows.every((row) => row.share !== null) ? totalOfParts(rows.map((row) => row.share)) : null,
  };
}

function middleOf(scale: Scale, rows: readonly ItemResult[], weights: readonly number[]): string | null {
  const words: readonly string[] = scales[scale].words;
  const ordered = rows
    .map((row, index) => ({ middle: row.middle, weight: weights[index] ?? 0 }))
    .sort((a, b) => words.indexOf(a.middle ?? '') - words.indexOf(b.middle ?? ''));
  const half = ordered.reduce((sum, row) => sum + row.weight, 0) / 2;
  let passed = 0;
  for (const row of ordered) if ((passed += row.weight) >= half) return row.middle;
  return null;
}

function sumCounts(all: readonly (ResultCounts | null)[]): ResultCounts | null {
  const given = all.filter((counts) => counts !== null);
  const sum = (key: keyof ResultCounts) =>
    given.reduce<number | null>((total, counts) => (counts[key] === null ? total : (total ?? 0) + counts[key]), null);
  return given.length === 0
    ? null
    : { idoQuestions: sum('idoQuestions'), referrals: sum('referrals'), registrations: sum('registrations') };
}

function missedBaseline(told: readonly RoundResult[]): ResultRow['missedBaseline'] {
  const first = told.find((result) => result.round === 0);
  if (first === undefined || first.kind === 'told') return null;
  return first.why === 'joinedLater' ? 'joinedLater' : 'tooFew';
}

function compare(told: readonly RoundResult[]): Compared[] {
  const items = new Map<string, ItemResult>();
  for (const result of told)
    if (result.kind === 'told') for (const item of result.items) if (item.mean !== null) items.set(item.id, item);
  return [...items.values()].flatMap(({ id, scale, text, moduleId }) => {
    const means = told.map((result) => ({
      round: result.round,
      mean: result.kind === 'told' ? (result.items.find((item) => item.id === id)?.mean ?? null) : null,
    }));
    const [first, ...others] = means.flatMap(({ mean }) => mean ?? []);
    const last = others.at(-1);
    return first === undefined || last === undefined ? [] : [{ id, scale, text, moduleId, means, change: toTenth(last - first) }];
  });
}
