/** What every kind of question has, and what a kind must be able to do. */
import { z } from 'zod';

export const localId = z.string().regex(/^[a-z0-9-]+$/, 'an id has small letters, digits and hyphens');
export const sentence = z.string().min(1);

/** The fields of any question in a YAML file. */
export const questionBase = {
  id: localId,
  objective: z.string(),
  text: sentence,
  sources: z.array(z.string()).default([]),
  /** Of the questions that share a pool one is asked per go. */
  pool: localId.optional(),
};

export type ResponseCheck = { ok: true; response: string[] } | { ok: false; reason: ResponseFault };
export type ResponseFault =
  'empty' | 'tooMany' | 'unknownOption' | 'incomplete' | 'notANumber' | 'outOfRange' | 'tooLong' | 'notAnOrder';

/** One line of what someone sees after answering. */
export interface ReviewRow {
  text: string;
  /** right or wrong: what was answered; missed: what should have been; plain: neither. */
  state: 'right' | 'wrong' | 'missed' | 'plain';
  /** Said before the text, with an icon. */
  label?: string;
  feedback?: string;
}

/**
 * The rules of one kind of question. `Q` is the question with its answers; it is kept in the attempt as it was drawn.
 * `P` is what may reach a browser before the answer. A response is a list of strings: see each kind for their form.
 */
export interface QuestionRules<Q, P> {
  /** What is wrong with a question in a YAML file, in words for its author. */
  faults(question: Q): string[];
  /** Puts its parts in an order drawn by `shuffle`. */
  draw(question: Q, shuffle: Shuffle): Q;
  toPublic(question: Q): P;
  validate(question: Q, given: readonly string[]): ResponseCheck;
  /** 0–1 for a response that passed `validate`. */
  score(question: Q, response: readonly string[]): number;
  review(question: Q, response: readonly string[]): ReviewRow[];
  /** A response that scores 1. */
  ideal(question: Q): string[];
  /** All its texts, for checks of language and length. */
  texts(question: Q): string[];
}

export type Shuffle = <T>(items: readonly T[]) => T[];

/** `random`: 0 ≤ n < 1 a call. */
export const shuffleWith =
  (random: () => number): Shuffle =>
  (items) => {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [out[i], out[j]] = [out[j] as never, out[i] as never];
    }
    return out;
  };

/** A die that falls the same way every time for the same text: for what is drawn without being kept. */
export function dieOf(text: string): () => number {
  let state = [...text].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 2147483647, 7) || 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export const unique = (ids: readonly string[]) => new Set(ids).size === ids.length;

/** Ids that were ticked, as a sorted set; what an unticked empty field sends is left out. */
export function tickedIds(known: readonly string[], given: readonly string[]): ResponseCheck {
  const response = [...new Set(given.filter((id) => id !== ''))].sort();
  if (response.some((id) => !known.includes(id))) return { ok: false, reason: 'unknownOption' };
  if (response.length === 0) return { ok: false, reason: 'empty' };
  return { ok: true, response };
}

/**
 * The share of right ones chosen less the share of wrong ones chosen, never below 0: choosing everything yields nothing.
 */
export function scoreTicks<T extends { id: string }>(
  items: readonly T[],
  isRight: (item: T) => boolean,
  response: readonly string[],
): number {
  const chosen = new Set(response);
  const share = (list: readonly T[]) => (list.length === 0 ? 0 : list.filter((i) => chosen.has(i.id)).length / list.length);
  return Math.max(0, share(items.filter(isRight)) - share(items.filter((i) => !isRight(i))));
}
