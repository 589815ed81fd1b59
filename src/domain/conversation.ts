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
    for (const { message, path } of faultsOf(conversation)) ctx.addIssue({ code: 'custom', message, path });
  });

export type Conversation = z.infer<typeof conversationSchema>;
export type ConversationNode = Conversation['nodes'][number];
export type ConversationChoice = ConversationNode['choices'][number];
export type ConversationEnding = Conversation['endings'][number];

type Graph = Pick<Conversation, 'start' | 'nodes' | 'endings'>;

export interface GraphFault {
  /** In words for the author. */
  message: string;
  /** Where in the file it stands. */
  path: (string | number)[];
}

/** No dead ends, no circles, nothing out of reach, and at least three turns on every way. */
export function faultsOf(graph: Graph): GraphFault[] {
  const loose = looseEndsOf(graph);
  // A graph with holes can't be walked.
  return loose.length > 0 ? loose : waysOf(graph);
}

function looseEndsOf(graph: Graph): GraphFault[] {
  const faults: GraphFault[] = [];
  const nodes = new Set(graph.nodes.map((n) => n.id));
  const endings = new Set(graph.endings.map((e) => e.id));
  const add = (message: string, ...path: (string | number)[]) => faults.push({ message, path });
  if (!unique([...graph.nodes, ...graph.endings].map((n) => n.id))) add('two nodes or endings share an id', 'nodes');
  if (!nodes.has(graph.start)) add(`start: there is no node ${graph.start}`, 'start');
  for (const [at, node] of graph.nodes.entries()) {
    if (!unique(node.choices.map((c) => c.id))) add(`${node.id}: two choices share an id`, 'nodes', at);
    if (!node.choices.some((c) => c.quality === 'helpt')) add(`${node.id}: no choice helps`, 'nodes', at);
    for (const [nr, choice] of node.choices.entries()) {
      if (!nodes.has(choice.next) && !endings.has(choice.next))
        add(
          `${node.id}, ${choice.id}: leads to ${choice.next}, and that is no node or ending`,
          ...['nodes', at, 'choices', nr, 'next'],
        );
      if (choice.quality === 'kan-beter' && !choice.better)
        add(`${node.id}, ${choice.id}: can be better, so give the better sentence in better`, 'nodes', at, 'choices', nr);
    }
  }
  return faults;
}

function waysOf(graph: Graph): GraphFault[] {
  const faults: GraphFault[] = [];
  const indexOf = (id: string) => graph.nodes.findIndex((n) => n.id === id);
  const fewestFrom = new Map<string, number>();
  /** Fewest turns from here to an ending. Each node is looked at once, however many ways lead to it. */
  const turnsFrom = (id: string, way: readonly string[]): number => {
    if (way.includes(id)) {
      const circle = [...way.slice(way.indexOf(id)), id].join(' → ');
      faults.push({ message: `${circle}: goes round in a circle, so it may never end`, path: ['nodes', indexOf(id)] });
      return Number.POSITIVE_INFINITY;
    }
    const known = fewestFrom.get(id);
    if (known !== undefined) return known;
    const node = graph.nodes[indexOf(id)];
    const turns = node ? 1 + Math.min(...node.choices.map((c) => turnsFrom(c.next, [...way, id]))) : 0;
    fewestFrom.set(id, turns);
    return turns;
  };
  const fewest = turnsFrom(graph.start, []);
  if (fewest < fewestTurns)
    faults.push({ message: `the shortest way has ${fewest} turns: give every way at least ${fewestTurns}`, path: ['start'] });
  for (const part of ['nodes', 'endings'] as const)
    for (const [at, { id }] of graph[part].entries())
      if (!fewestFrom.has(id)) faults.push({ message: `${id}: cannot be reached`, path: [part, at] });
  return faults;
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
