/** A conversation at the desk: a graph of what a customer says and what one can say back, until an ending. */
import { z } from 'zod';
import { localId, sentence, unique } from './question/kind.ts';
import { sourceSchema } from './quiz.ts';

export const moods = ['boos', 'gespannen', 'onzeker', 'afwachtend', 'rustig', 'opgelucht', 'blij'] as const;
export type Mood = (typeof moods)[number];

export const portraits = [
  'vrouw-bril',
  'man-pet',
  'oudere-man',
  'oudere-vrouw',
  'jongere',
  'vrouw-krullen',
  'man-baard',
  'vrouw-hoofddoek',
] as const;
export type Portrait = (typeof portraits)[number];

export const qualities = ['helpt', 'kan-beter'] as const;

const choiceSchema = z.strictObject({
  id: localId,
  text: sentence,
  next: localId,
  quality: z.enum(qualities),
  feedback: sentence,
  /** The better sentence; needed where the choice can be better. */
  better: sentence.optional(),
});

const nodeSchema = z.strictObject({
  id: localId,
  mood: z.enum(moods),
  says: sentence,
  scene: sentence.optional(),
  choices: z.array(choiceSchema).min(2).max(4),
});

const endingSchema = z.strictObject({
  id: localId,
  mood: z.enum(moods),
  title: sentence,
  text: sentence,
  lesson: sentence,
});

/** Fewest turns from the first sentence to any ending. */
export const fewestTurns = 3;

export const conversationSchema = z
  .strictObject({
    id: localId,
    title: sentence,
    lesson: localId,
    portrait: z.enum(portraits),
    customer: sentence,
    intro: sentence,
    objectives: z.array(localId).min(1),
    start: localId,
    sources: z.array(sourceSchema).default([]),
    nodes: z.array(nodeSchema).min(3),
    endings: z.array(endingSchema).min(2),
  })
  .superRefine((conversation, ctx) => {
    for (const message of faultsOf(conversation)) ctx.addIssue({ code: 'custom', message });
  });

export type Conversation = z.infer<typeof conversationSchema>;
export type ConversationNode = Conversation['nodes'][number];
export type ConversationChoice = ConversationNode['choices'][number];
export type ConversationEnding = Conversation['endings'][number];

type Graph = Pick<Conversation, 'start' | 'nodes' | 'endings'>;

/** No dead ends, no circles, nothing out of reach, and at least three turns on every way: in words for the author. */
export function faultsOf(graph: Graph): string[] {
  const faults: string[] = [];
  const nodes = new Map(graph.nodes.map((n) => [n.id, n]));
  const endings = new Set(graph.endings.map((e) => e.id));
  if (!unique([...graph.nodes, ...graph.endings].map((n) => n.id))) faults.push('two nodes or endings share an id');
  if (!nodes.has(graph.start)) faults.push(`start: there is no node ${graph.start}`);
  for (const node of graph.nodes) {
    if (!unique(node.choices.map((c) => c.id))) faults.push(`${node.id}: two choices share an id`);
    if (!node.choices.some((c) => c.quality === 'helpt')) faults.push(`${node.id}: no choice helps`);
    for (const choice of node.choices) {
      if (!nodes.has(choice.next) && !endings.has(choice.next))
        faults.push(`${node.id}, ${choice.id}: leads to ${choice.next}, and that is no node or ending`);
      if (choice.quality === 'kan-beter' && !choice.better)
        faults.push(`${node.id}, ${choice.id}: can be better, so give the better sentence in better`);
    }
  }
  // A graph with holes can't be walked.
  if (faults.length > 0) return faults;
  const reached = new Set<string>();
  const turnsFrom = (id: string, path: readonly string[]): number => {
    reached.add(id);
    const node = nodes.get(id);
    if (!node) return 0;
    if (path.includes(id)) {
      faults.push(`${[...path, id].join(' → ')}: goes round in a circle, so it may never end`);
      return Number.POSITIVE_INFINITY;
    }
    return 1 + Math.min(...node.choices.map((c) => turnsFrom(c.next, [...path, id])));
  };
  const fewest = turnsFrom(graph.start, []);
  if (Number.isFinite(fewest) && fewest < fewestTurns)
    faults.push(`the shortest way has ${fewest} turns: give every way at least ${fewestTurns}`);
  for (const { id } of [...graph.nodes, ...graph.endings]) if (!reached.has(id)) faults.push(`${id}: cannot be reached`);
  return [...new Set(faults)];
}

/** One turn that was taken. */
export interface Turn {
  node: ConversationNode;
  choice: ConversationChoice;
}

export type Place = { kind: 'node'; node: ConversationNode } | { kind: 'ending'; ending: ConversationEnding };

/**
 * Where someone is after these choices, by id, from the start. Null when they don't fit: the conversation was changed since.
 */
export function walk(conversation: Conversation, choices: readonly string[]): { turns: Turn[]; place: Place } | null {
  let at = conversation.start;
  const turns: Turn[] = [];
  for (const id of choices) {
    const node = conversation.nodes.find((n) => n.id === at);
    const choice = node?.choices.find((c) => c.id === id);
    if (!node || !choice) return null;
    turns.push({ node, choice });
    at = choice.next;
  }
  const node = conversation.nodes.find((n) => n.id === at);
  if (node) return { turns, place: { kind: 'node', node } };
  const ending = conversation.endings.find((e) => e.id === at);
  return ending ? { turns, place: { kind: 'ending', ending } } : null;
}
