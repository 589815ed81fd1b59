import { z } from 'zod';
import { assignmentSchema } from './assignment.ts';

const id = z.string().regex(/^[a-z0-9-]+$/);

export const objectiveSchema = z.strictObject({ id, text: z.string().min(1) });

/** module.yml. A module without lessons has no text yet: it stands in the course, but can't be chosen. */
export const moduleSchema = z
  .strictObject({
    id,
    number: z.int().min(1),
    title: z.string().min(1),
    version: z.int().min(1),
    part: z.string().min(1),
    summary: z.string().min(1),
    passMark: z.number().gt(0).max(1),
    plannedMinutes: z.int().min(1).optional(),
    /** Something small for two buddies to do together: one or two sentences. */
    buddyTask: z.string().min(1).optional(),
    objectives: z.array(objectiveSchema).min(1),
    lessons: z.array(z.strictObject({ id, slug: id })),
    assignments: z.array(assignmentSchema).default([]),
  })
  .refine((m) => new Set(m.lessons.map((l) => l.id)).size === m.lessons.length, 'two lessons share an id')
  .refine((m) => m.assignments.every((a) => m.lessons.some((l) => l.id === a.lesson)), 'an assignment stands in no lesson')
  .refine((m) => new Set(m.objectives.map((o) => o.id)).size === m.objectives.length, 'two objectives share an id');

export const lessonSchema = z.strictObject({
  title: z.string().min(1),
  minutes: z.int().min(1).max(15),
  goal: z.string().min(1),
  objectives: z.array(id).min(1),
  keep: z.string().min(1),
  sources: z.array(z.strictObject({ id, text: z.string().min(1), url: z.url().optional() })),
});

export const meetingTemplateSchema = z.strictObject({
  id,
  title: z.string().min(1),
  /** 0: before the first part; n: after the nth. */
  afterPart: z.int().min(0),
  minutes: z.int().min(15).max(480),
  summary: z.string().min(1),
  questions: z.array(z.string()),
});

const text = z.string().min(1);

/** What a part of the agenda uses besides talking; see the run mode of a meeting. */
export const agendaTools = ['checkIn', 'groupData', 'poll', 'dots', 'carousel', 'agreements', 'intention'] as const;

const agendaItemSchema = z.strictObject({
  minutes: z.int().min(1),
  title: text,
  form: text,
  /** The question that stands on the screen. */
  question: text.optional(),
  tool: z.enum(agendaTools).optional(),
  /** Answers of a poll, priorities to dot, or the topics of a carousel. */
  options: z.array(text).min(2).max(8).optional(),
  /** For the leader only. */
  notes: z.array(text).default([]),
});

/** What someone does who was not there: read, answer, talk it over. */
const makeUpTaskSchema = z.strictObject({
  intro: text,
  read: z.array(text).min(1),
  questions: z.array(z.strictObject({ id, text })).min(2).max(5),
  talk: text,
});

/** Front matter of a meeting's guide (content/meetings/<course>/<template>.mdx). */
export const meetingGuideSchema = z
  .strictObject({
    id,
    title: z.string().min(1),
    minutes: z.int().min(15).max(480),
    goal: z.string().min(1),
    prepare: z.array(z.string().min(1)).min(1),
    materials: z.array(z.string().min(1)),
    agenda: z.array(agendaItemSchema).min(2),
    makeUp: makeUpTaskSchema.optional(),
  })
  .refine((g) => g.agenda.reduce((sum, item) => sum + item.minutes, 0) === g.minutes, 'the agenda does not add up to minutes');
export type MeetingGuide = z.infer<typeof meetingGuideSchema>;
export type GuideAgenda = MeetingGuide['agenda'];

export const courseSchema = z.strictObject({
  id,
  title: z.string().min(1),
  fullTitle: z.string().min(1),
  summary: z.string().min(1),
  audience: z.string().min(1),
  modules: z.array(id).min(1),
  parts: z.array(z.strictObject({ title: z.string().min(1), modules: z.array(id).min(1) })),
  meetings: z.array(meetingTemplateSchema),
});

export type MeetingTemplate = z.infer<typeof meetingTemplateSchema>;
export type Course = z.infer<typeof courseSchema>;
export interface LessonSection {
  /** The anchor of a part of the lesson (`<Stap id>`). */
  id: string;
  title: string;
}
export type LessonMeta = z.infer<typeof lessonSchema> & {
  id: string;
  slug: string;
  sections: LessonSection[];
  parts: LessonParts;
  /** Its words, for searching. */
  text: string;
};
export type ModuleMeta = Omit<z.infer<typeof moduleSchema>, 'lessons'> & {
  lessons: LessonMeta[];
  minutes: number;
  /** A module that was brought in: no lessons of ours, but something that plays. Of one library, or (null) of all. */
  package?: { libraryId: string | null; gone: boolean };
};

/** A course without meetings: one does it alone, and nobody has to make a group for it. */
export const isOpenCourse = (course: Pick<Course, 'meetings'>) => course.meetings.length === 0;

/** Minutes left in a module: the lessons that are not done. */
export function minutesLeft(module: ModuleMeta, done: ReadonlySet<string>): number {
  return module.lessons.reduce((sum, lesson) => sum + (done.has(lesson.id) ? 0 : lesson.minutes), 0);
}

/** Every component that a lesson may use; the page hands them in (components/lesson). */
export const lessonComponentNames = [
  'Stap',
  'Gesprek',
  'Zeg',
  'Keuze',
  'Optie',
  'Feit',
  'Regel',
  'BijOns',
  'Probeer',
  'Begrip',
  'Tekening',
  'Baliegesprek',
  'Opdracht',
  'Oefenvraag',
] as const;

/** What a lesson places: `<Baliegesprek id>`, `<Opdracht id>`, `<Oefenvraag id>`, `<BijOns vak>`, `<Begrip id>`, `<Tekening naam>`. */
export interface LessonParts {
  conversations: string[];
  assignments: string[];
  practice: string[];
  slots: string[];
  terms: string[];
  drawings: string[];
}

export function partsOf(mdx: string): LessonParts {
  const named = (tag: string, attribute: string) =>
    [...mdx.matchAll(new RegExp(`<${tag}\\b[^>]*?\\b${attribute}="([^"]*)"`, 'g'))].map(([, name = '']) => name);
  return {
    conversations: named('Baliegesprek', 'id'),
    assignments: named('Opdracht', 'id'),
    practice: named('Oefenvraag', 'id'),
    slots: named('BijOns', 'vak'),
    terms: named('Begrip', 'id'),
    drawings: named('Tekening', 'naam'),
  };
}

/** The parts of a lesson, in order, read from its MDX text. */
export function sectionsOf(mdx: string): LessonSection[] {
  return [...mdx.matchAll(/<Stap id="([^"]+)" titel="([^"]+)">/g)].map(([, id = '', title = '']) => ({ id, title }));
}
