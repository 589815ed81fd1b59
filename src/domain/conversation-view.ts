/** A conversation as far as someone is: what was said, what there is to choose, and how it ended. Never what was not reached. */
import { shownChoices, type Standing } from './conversation-standing.ts';
import { helpedLine, moodLine, seenLine, seenOf } from './conversation-text.ts';
import type { Conversation, Mood, Turn } from './conversation.ts';

export interface SaidView {
  said: string;
  helps: boolean;
  feedback: string;
  /** The better sentence, where there is one. */
  better: string | null;
}

export interface TurnView {
  /** From 1. */
  nr: number;
  anchor: string;
  /** What was chosen in the turn before, and what came of it. */
  before: SaidView | null;
  mood: Mood;
  /** The mood in words, with the change since the turn before. */
  moodLine: string;
  scene: string | null;
  says: string;
}

/** The turn to take. */
export interface NowView {
  node: string;
  turn: number;
  anchor: string;
  choices: { id: string; text: string }[];
}

export interface EndingView {
  anchor: string;
  before: SaidView | null;
  mood: Mood;
  moodLine: string;
  title: string;
  text: string;
  lesson: string;
  helped: string;
  seen: { line: string; titles: string[]; left: number };
  sources: { text: string; href?: string }[];
}

export interface TalkView {
  /** Every turn up to now; what comes later is not here. */
  turns: TurnView[];
  /** The turn to take now; null at an ending. */
  now: NowView | null;
  ending: EndingView | null;
}

/** @param reached the endings that were reached in any go */
export const talkViewOf = (conversation: Conversation, standing: Standing, reached: ReadonlySet<string>): TalkView => ({
  turns: turnsOf(conversation, standing),
  now: nowOf(standing),
  ending: endingOf(conversation, standing, reached),
});

/** The part of the page where someone is. */
export const anchorOf = (standing: Standing): string =>
  standing.place.kind === 'ending' ? 'einde' : `beurt-${standing.turns.length + 1}`;

function nowOf(standing: Standing): NowView | null {
  const { place, turns, go } = standing;
  if (place.kind !== 'node') return null;
  return {
    node: place.node.id,
    turn: turns.length + 1,
    anchor: anchorOf(standing),
    choices: shownChoices(place.node, go).map(({ id, text }) => ({ id, text })),
  };
}

function turnsOf({ customer }: Conversation, { turns, place }: Standing): TurnView[] {
  const nodes = [...turns.map((t) => t.node), ...(place.kind === 'node' ? [place.node] : [])];
  return nodes.map((node, i) => ({
    nr: i + 1,
    anchor: `beurt-${i + 1}`,
    before: saidIn(turns[i - 1]),
    mood: node.mood,
    moodLine: moodLine(customer, node.mood, nodes[i - 1]?.mood ?? null),
    scene: node.scene ?? null,
    says: node.says,
  }));
}

function endingOf(conversation: Conversation, standing: Standing, reached: ReadonlySet<string>): EndingView | null {
  const { turns, place } = standing;
  if (place.kind !== 'ending') return null;
  const { mood, title, text, lesson } = place.ending;
  const last = turns.at(-1);
  const seen = seenOf(conversation, reached);
  return {
    anchor: anchorOf(standing),
    before: saidIn(last),
    mood,
    moodLine: moodLine(conversation.customer, mood, last?.node.mood ?? null),
    title,
    text,
    lesson,
    helped: helpedLine(turns),
    seen: {
      line: seenLine(seen.length, conversation.endings.length),
      titles: seen.map((e) => e.title),
      left: conversation.endings.length - seen.length,
    },
    sources: conversation.sources.map((s) => ({ text: s.text, ...(s.url ? { href: s.url } : {}) })),
  };
}

const saidIn = (turn: Turn | undefined): SaidView | null =>
  turn
    ? {
        said: turn.choice.text,
        helps: turn.choice.quality === 'helpt',
        feedback: turn.choice.feedback,
        better: turn.choice.better ?? null,
      }
    : null;
