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
export type QuestionnairePart = Questionnaire['parts'][number];

const itemIds = (q: { parts: readonly QuestionnairePart[] }): string[] =>
  q.parts.flatMap((part) => part.items.map((item) => (typeof item === 'string' ? item : item.id)));

/** A learning objective stands for so many of its module at most. */
export const mostPerModule = 2;

/** How long an answer in one's own words may be. */
export const longestQuote = 600;
