import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { person } from './person.ts';

/** Someone pressed "Klaar, volgende les". */
export const lessonCompletion = sqliteTable(
  'lesson_completion',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    moduleId: text('module_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    version: integer('version').notNull(),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('lesson_completion_person_lesson').on(t.personId, t.lessonId)],
);

/** The section of a lesson where someone was last: the newest counts, so one row per person and lesson is kept. */
export const lessonPosition = sqliteTable(
  'lesson_position',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    courseId: text('course_id').notNull(),
    moduleId: text('module_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    anchor: text('anchor'),
    at: time('at').notNull(),
  },
  (t) => [
    uniqueIndex('lesson_position_person_lesson').on(t.personId, t.lessonId),
    index('lesson_position_newest').on(t.personId, t.at),
  ],
);

/** What was half typed when a customer came or a session ended. Given back to that person only. */
export const draft = sqliteTable(
  'draft',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    /** The action and path the form belongs to. */
    formKey: text('form_key').notNull(),
    /** JSON: path to return to, the action, and the fields as [name, value] pairs. */
    body: text('body', { mode: 'json' }).$type<DraftBody>().notNull(),
    at: time('at').notNull(),
    expiresAt: time('expires').notNull(),
  },
  (t) => [uniqueIndex('draft_person_form').on(t.personId, t.formKey)],
);

export interface DraftBody {
  /** Why it was kept: a customer came, or the session had ended. */
  kind: 'desk' | 'sessionEnded';
  path: string;
  action: string | null;
  fields: [string, string][];
}

/** A module was passed: all that the certificate rule reads of modules. */
export const moduleCompletion = sqliteTable(
  'module_completion',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    moduleId: text('module_id').notNull(),
    version: integer('version').notNull(),
    /** changes: an older version was passed, and the question about what is different was answered. */
    via: text('via', { enum: ['quiz', 'package', 'changes'] }).notNull(),
    sourceId: text('source_id'),
    at: time('at').notNull(),
  },
  (t) => [
    uniqueIndex('module_completion_person_module').on(t.personId, t.moduleId, t.version),
    index('module_completion_module').on(t.moduleId),
  ],
);
