/**
 * The report of a pilot as it is kept: everything it shows and nothing else, so that it says the same for ever. It holds no
 * person: numbers of people only as they may be told (safe-count.ts), and an owner of a task by what they are.
 */
import { z } from 'zod';
import { phases } from './pilot.ts';
import { safeCountSchema, safePartSchema } from './safe-count.ts';

/** Counts up when the shape changes; a reader of an older one stays. */
export const reportShape = 1;

export const reportKinds = ['interim', 'final', 'followUp'] as const;
export type ReportKind = (typeof reportKinds)[number];
export const reportKindNames: Record<ReportKind, string> = {
  interim: 'Tussenstand',
  final: 'Eindverslag',
  followUp: 'Latere meting',
};

export const verdicts = ['keep', 'adapt', 'stop'] as const;
export type Verdict = (typeof verdicts)[number];
export const verdictNames: Record<Verdict, string> = { keep: 'behouden', adapt: 'aanpassen', stop: 'stoppen' };

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = z.string().min(1);
const round = z.union([z.literal(0), z.literal(6), z.literal(12), z.literal(26)]);

/** What is told of one thing. */
const valueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('people'), count: safeCountSchema }),
  /** `more`: a total of which some was too few to tell, so that it may be more. */
  z.strictObject({ kind: z.literal('part'), part: safeCountSchema, of: safeCountSchema, more: z.boolean() }),
  /** Answers to a question with one choice, of at least five people. */
  z.strictObject({
    kind: z.literal('answers'),
    of: safeCountSchema,
    /** One decimal, from 1 to `outOf`; null where there is none. */
    mean: z.number().nullable(),
    outOf: z.int().positive(),
    /** The answer in the middle, in words. */
    middle: text.nullable(),
    /** How many chose the upper half of the answers, and what that is. */
    share: safePartSchema.extend({ more: z.boolean().optional() }).nullable(),
    shareText: text,
  }),
  /** Of customers or things, as the library counted them. */
  z.strictObject({ kind: z.literal('counted'), value: z.int().min(0) }),
  z.strictObject({ kind: z.literal('none'), why: z.enum(['tooFew', 'joinedLater', 'left', 'notGiven']) }),
]);
export type FigureValue = z.infer<typeof valueSchema>;

/** In the order of the report. */
export const topics = [
  'participation',
  'modules',
  'meetings',
  'stopped',
  'hours',
  'response',
  'reaction',
  'learning',
  'behaviourSelf',
  'behaviourDesk',
  'result',
] as const;
export type Topic = (typeof topics)[number];

export const figureSchema = z.strictObject({
  topic: z.enum(topics),
  /** Of what, within the topic. */
  id: text,
  label: text,
  /** What it belongs to: the module of an objective. */
  under: text.nullable(),
  /** The round's week, or null: of the pilot as a whole. */
  round: round.nullable(),
  value: valueSchema,
});
export type Figure = z.infer<typeof figureSchema>;

const sectionSchema = z.strictObject({
  figures: z.array(figureSchema),
  quotes: z.array(z.strictObject({ question: text, round, text })),
  /** Why there is no first measurement to compare with; null where there is one, or none is closed yet. */
  missedBaseline: z.enum(['joinedLater', 'tooFew']).nullable(),
  /** The module at which most people stopped; null where none stands out. */
  stoppedAt: text.nullable(),
  /** The adviser's own words. */
  text: z.string().nullable(),
});
export type Section = z.infer<typeof sectionSchema>;

const task = {
  body: text,
  /** "een adviseur van POI Kustland": never a name. */
  owner: text,
  due: day.nullable(),
  /** The version in which it was done; null as long as it is not. */
  doneInVersion: z.int().nullable(),
};

const days = {
  startsOn: day,
  /** The first day after it. */
  endsOn: day,
  /** Stopped before its end on this day. */
  endedOn: day.nullable(),
  followUpOn: day.nullable(),
};

const library = { partId: text, name: text, phase: z.enum(phases), joinedOn: day.nullable(), leftOn: day.nullable() };

export const evaluationReportSchema = z.strictObject({
  shape: z.literal(reportShape),
  kind: z.enum(reportKinds),
  /** The day on which it was made. */
  day,
  /** The Monday of the newest figures in it; null when none were told yet. */
  figuresWeek: day.nullable(),
  pilot: z.strictObject({ name: text, poi: text, course: text, ...days }),
  libraries: z.array(z.strictObject(library)),
  modules: z.array(
    z.strictObject({
      id: text,
      number: z.int(),
      title: text,
      version: z.int(),
      /** `version`: of the module that was judged. */
      verdict: z.strictObject({ verdict: z.enum(verdicts), why: text, version: z.int() }).nullable(),
      tasks: z.array(z.strictObject(task)),
    }),
  ),
  total: sectionSchema,
  parts: z.array(z.strictObject({ partId: text, section: sectionSchema })),
});
export type EvaluationReport = z.infer<typeof evaluationReportSchema>;

/** What was counted, so that it can be counted again; of it only its own words are shown. */
export const selectionSchema = z.strictObject({
  shape: z.literal(reportShape),
  pilotId: text,
  kind: z.enum(reportKinds),
  day,
  figuresWeek: day.nullable(),
  names: z.strictObject({ pilot: text, poi: text, course: text }),
  days: z.strictObject(days),
  libraries: z.array(z.strictObject({ ...library, libraryId: text })),
  groups: z.array(text),
  /** The rounds that were told, and which text was answered. */
  rounds: z.array(z.strictObject({ round, questionnaire: text, versions: z.array(z.int()) })),
  modules: z.array(z.strictObject({ id: text, number: z.int(), title: text, version: z.int() })),
  meetings: z.array(z.strictObject({ id: text, title: text })),
  /** As they stood then: a task can be done, or opened again. */
  tasks: z.array(z.strictObject({ ...task, moduleId: text })),
  /** The newest rows that count. */
  texts: z.int(),
  verdicts: z.int(),
  results: z.int(),
});
export type EvaluationSelection = z.infer<typeof selectionSchema>;

/** The same JSON for the same facts, in whatever order they were put together. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

/** What the hash is taken over. */
export const sealed = (report: EvaluationReport, selection: EvaluationSelection) => canonicalJson({ report, selection });
