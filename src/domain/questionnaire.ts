/** The questionnaires of a pilot: without names, a few minutes, the same words in every round. */
import { z } from 'zod';
import { allRounds, type Round } from './pilot.ts';

/** The ways to answer with one choice. What is chosen is kept as a number, from 1. */
export const scales = {
  /** Reaction. */
  agree: {
    words: ['helemaal niet mee eens', 'niet mee eens', 'mee eens', 'helemaal mee eens'],
    from: 3,
    share: 'is het ermee eens',
  },
  /** Learning. */
  certainty: {
    words: ['helemaal niet zeker', 'een beetje onzeker', 'best zeker', 'heel zeker'],
    from: 3,
    share: 'voelt zich best of heel zeker',
  },
  /** Behaviour of oneself, in two weeks. */
  often: {
    words: ['niet', '1 of 2 keer', '3 tot 5 keer', 'vaker dan 5 keer'],
    from: 3,
    share: 'deed dit minstens 3 keer',
  },
  /** Behaviour at the desk: of nobody in particular. */
  desk: { words: ['bijna nooit', 'soms', 'vaak', 'bijna altijd'], from: 3, share: 'ziet dit vaak of bijna altijd' },
  /** Guessed by oneself; nobody keeps count. */
  hours: {
    words: ['minder dan 1 uur', '1 tot 3 uur', '3 tot 6 uur', '6 tot 10 uur', 'meer dan 10 uur'],
    from: 3,
    share: 'koos 3 uur of meer',
  },
} as const satisfies Record<string, { words: readonly string[]; from: number; share: string }>;
export type Scale = keyof typeof scales;
export const scaleNames = Object.keys(scales) as [Scale, ...Scale[]];

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
const text = z.string().min(1);

/** What to ask beside a learning objective; its text comes from module.yml. */
const partSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('scale'),
    scale: z.enum(scaleNames),
    title: text,
    intro: text.optional(),
    items: z.array(z.strictObject({ id, text })).min(1).max(8),
  }),
  /** Learning objectives of the course; asked are those of modules that the library's groups do. */
  z.strictObject({
    kind: z.literal('objectives'),
    title: text,
    intro: text.optional(),
    items: z.array(id).min(1).max(16),
  }),
  z.strictObject({
    kind: z.literal('open'),
    title: text,
    items: z.array(z.strictObject({ id, text })).min(1).max(2),
  }),
]);

export type QuestionnairePart = z.infer<typeof partSchema>;

const itemIds = (q: { parts: readonly QuestionnairePart[] }): string[] =>
  q.parts.flatMap((part) => part.items.map((item) => (typeof item === 'string' ? item : item.id)));

/** content/questionnaires/<course>/<name>.yml */
export const questionnaireSchema = z
  .strictObject({
    id,
    version: z.int().min(1),
    round: z.literal(allRounds as [Round, ...Round[]]),
    title: text,
    minutes: z.int().min(1).max(10),
    intro: z.array(text).min(1),
    parts: z.array(partSchema).min(1),
    thanks: text,
  })
  .refine((q) => new Set(itemIds(q)).size === itemIds(q).length, 'two questions share an id');
export type Questionnaire = z.infer<typeof questionnaireSchema>;

/** A learning objective stands for so many of its module at most. */
export const mostPerModule = 2;

/** How long an answer in one's own words may be. */
export const longestQuote = 600;

/** The learning objectives that it asks about, in order. */
export const objectiveIdsOf = (questionnaire: Pick<Questionnaire, 'parts'>): string[] =>
  questionnaire.parts.flatMap((part) => (part.kind === 'objectives' ? part.items : []));

/** A learning objective as its module has it. */
export interface Objective {
  id: string;
  text: string;
  moduleId: string;
}

/** A question as someone is asked it. */
export type AskedPart =
  | { kind: 'scale'; scale: Scale; title: string; intro: string | null; items: { id: string; text: string }[] }
  | { kind: 'open'; title: string; items: { id: string; text: string }[] };

/**
 * What is asked at a library: objectives only of modules that its groups do, the same for everyone there. What one group does
 * and another doesn't would tell whose answer it is.
 */
export function askedParts(questionnaire: Questionnaire, objectives: readonly Objective[]): AskedPart[] {
  return questionnaire.parts.flatMap((part): AskedPart[] => {
    if (part.kind === 'open') return [{ kind: 'open', title: part.title, items: part.items }];
    const items =
      part.kind === 'scale'
        ? part.items
        : part.items.flatMap((item) => objectives.find((o) => o.id === item) ?? []).map(({ id, text }) => ({ id, text }));
    const scale = part.kind === 'scale' ? part.scale : 'certainty';
    return items.length === 0 ? [] : [{ kind: 'scale', scale, title: part.title, intro: part.intro ?? null, items }];
  });
}

export interface Filled {
  scores: Record<string, number>;
  quotes: Record<string, string>;
}

export interface Typed {
  /** What was chosen: a question and a number. */
  chosen: readonly { id: string; value: number }[];
  /** What was written, in the order of the open questions. */
  texts: readonly string[];
  /** Open questions whose text may stand in the report. */
  mayTell: readonly string[];
}

/**
 * What is kept of a form. Every question may be left out; what may not be told is not kept. Null where something was sent that
 * the questionnaire doesn't have.
 */
export function readFilled(questionnaire: Questionnaire, typed: Typed): Filled | null {
  const scaleOf = new Map<string, Scale>();
  const open: string[] = [];
  for (const part of questionnaire.parts)
    if (part.kind === 'scale') for (const { id } of part.items) scaleOf.set(id, part.scale);
    else if (part.kind === 'objectives') for (const id of part.items) scaleOf.set(id, 'certainty');
    else open.push(...part.items.map((item) => item.id));
  const scores: Record<string, number> = {};
  for (const { id, value } of typed.chosen) {
    const scale = scaleOf.get(id);
    if (!scale || !Number.isInteger(value) || value < 1 || value > scales[scale].words.length) return null;
    scores[id] = value;
  }
  if (typed.texts.length > open.length || typed.mayTell.some((id) => !open.includes(id))) return null;
  const quotes: Record<string, string> = {};
  for (const [index, id] of open.entries()) {
    const written = (typed.texts[index] ?? '').trim();
    if (written !== '' && typed.mayTell.includes(id)) quotes[id] = written;
  }
  // In the order of the form, whatever a browser sent first.
  return { scores: Object.fromEntries([...scaleOf.keys()].flatMap((id) => (scores[id] ? [[id, scores[id]]] : []))), quotes };
}

export const isEmpty = ({ scores, quotes }: Filled): boolean =>
  Object.keys(scores).length === 0 && Object.keys(quotes).length === 0;

const wordsOf = (text: string) => text.match(/\p{L}[\p{L}\p{M}’'-]*/gu) ?? [];

/** One row for what was chosen, and one for each text: who recognises a sentence must not read the choices beside it. */
export const answerRows = ({ scores, quotes }: Filled): Filled[] => [
  { scores, quotes: {} },
  ...Object.entries(quotes).map(([id, text]) => ({ scores: {}, quotes: { [id]: text } })),
];

/** Names of colleagues in a text, as they stand there. A name begins with a capital; of a name of two words each counts. */
export function findColleagues(text: string, names: readonly string[]): string[] {
  const parts = new Set(names.flatMap((name) => wordsOf(name)).filter((part) => /^\p{Lu}\p{L}{2}/u.test(part)));
  return [...new Set(wordsOf(text).filter((word) => parts.has(word.replace(/['’]s$|s$/u, '')) || parts.has(word)))];
}

/** Did a library take part while this round was on? */
export function tookPart(
  part: { acceptedOn: string | null; endedOn: string | null },
  round: { opensOn: string; closesOn: string },
): 'yes' | 'joinedLater' | 'left' {
  if (part.acceptedOn === null || part.acceptedOn >= round.closesOn) return 'joinedLater';
  return part.endedOn !== null && part.endedOn <= round.opensOn ? 'left' : 'yes';
}
