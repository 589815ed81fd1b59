/**
 * What the questionnaires of a pilot say, as far as it may be told outside the team. Nobody can be picked out:
 *
 * 1. only rounds that are closed at every library are told, so nothing moves any more;
 * 2. a row is a library with five answers or more. Libraries with fewer stand together as `rest`, when that is five or more.
 *    Which those are never depends on what is asked for: `rest` is told whole or not at all;
 * 3. a question that fewer than five people of a row answered is not told of that row;
 * 4. numbers of people go as domain/safe-count.ts says; a mean has one decimal and never comes near "everyone said the same";
 * 5. the total is made of what was told of the rows, so it says nothing more than they do.
 *
 * Rounds are compared as crowds: there is no way to know what one person answered twice.
 */
import type { Round } from './pilot.ts';
import type { SafeCount, SafePart } from './safe-count.ts';
import type { Scale } from './questionnaire.ts';

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
  response: SafePart;
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
  /** For hours: the answer in the middle, in words. */
  middle: string | null;
  /** How many chose the upper half, and what that is ("is het ermee eens"); null where it would tell too much. */
  share: SafePart | null;
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
