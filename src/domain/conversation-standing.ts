/** Where someone is in a conversation: from the goes they had at it, and the choices of the newest one. */
import { shuffleWith } from './question/kind.ts';
import {
  walk,
  type Conversation,
  type ConversationChoice,
  type ConversationNode,
  type Place,
  type Turn,
} from './conversation.ts';

export interface KeptTurn {
  nodeId: string;
  choiceId: string;
}

export interface KeptRun {
  ended: boolean;
  /** The ending that was reached. */
  endingId: string | null;
  turns: readonly KeptTurn[];
}

export interface Standing {
  /** Which go this is, from 1. Travels with each form, so that a form of an earlier go is known as such. */
  go: number;
  turns: Turn[];
  place: Place;
  /** The newest go no longer fits the text: this is the beginning of another one. */
  changed: boolean;
}

/** @param runs how many goes there are, the newest included */
export function standingOf(conversation: Conversation, runs: number, newest: KeptRun | null): Standing {
  const begin = (go: number, changed: boolean): Standing => {
    const walked = walk(conversation, []);
    if (!walked) throw new Error(`${conversation.id} has no beginning`);
    return { go, ...walked, changed };
  };
  if (!newest) return begin(runs + 1, false);
  const walked = walk(
    conversation,
    newest.turns.map((t) => t.choiceId),
  );
  const fits =
    walked !== null &&
    walked.turns.every((turn, i) => turn.node.id === newest.turns[i]?.nodeId) &&
    (newest.ended ? walked.place.kind === 'ending' && walked.place.ending.id === newest.endingId : walked.place.kind === 'node');
  if (fits) return { go: runs, ...walked, changed: false };
  const left = newest.ended && newest.endingId === null;
  return begin(runs + 1, newest.turns.length > 0 && !left);
}

/** What a form brings along: which turn it was made for, and what was chosen. */
export interface GivenTurn {
  go: number;
  /** From 1. */
  turn: number;
  node: string;
  choice: string;
}

/** Was this form made for the turn that is now to be taken? */
export const isNow = (standing: Standing, given: Omit<GivenTurn, 'choice'>): boolean =>
  given.go === standing.go &&
  given.turn === standing.turns.length + 1 &&
  standing.place.kind === 'node' &&
  standing.place.node.id === given.node;

/** Has this very choice been made already, by a first click? */
export function isKept(standing: Standing, given: GivenTurn): boolean {
  const turn = standing.turns[given.turn - 1];
  return given.go === standing.go && turn?.node.id === given.node && turn.choice.id === given.choice;
}

/** The choices in an order of their own for each go and node: the same at every look, and no place that gives the best away. */
export function shownChoices(node: ConversationNode, go: number): ConversationChoice[] {
  let seed = 2166136261;
  for (const letter of `${go} ${node.id} ${node.says}`) seed = Math.imul(seed ^ letter.charCodeAt(0), 16777619) >>> 0;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return shuffleWith(random)(node.choices);
}
