/** What a pilot brought: questionnaires without names, figures of the library, and reports that never change. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flag, time } from './columns.ts';
import { person } from './person.ts';
import { pilot, pilotLibrary } from './pilot.ts';

/** Who filled in a round, without what and without when. Goes when the round is closed. */
export const questionnaireReturn = sqliteTable(
  'questionnaire_return',
  {
    pilotLibraryId: text('pilot_library_id')
      .notNull()
      .references(() => pilotLibrary.id),
    /** The round's week: 0, 6, 12, or 26 for the later one. */
    round: integer('round').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.pilotLibraryId, t.round, t.personId] }), index('questionnaire_return_person').on(t.personId)],
);

/**
 * A filled-in questionnaire, without whose and without when: its key is random, and its table has no row numbers. What was
 * written stands in rows of its own, so that who recognises a sentence does not read what the same person chose.
 */
export const questionnaireAnswer = sqliteTable(
  'questionnaire_answer',
  {
    pilotLibraryId: text('pilot_library_id')
      .notNull()
      .references(() => pilotLibrary.id),
    round: integer('round').notNull(),
    key: text('key').notNull(),
    /** Which text it answers: the questionnaire's id and version. */
    questionnaire: text('questionnaire').notNull(),
    version: integer('version').notNull(),
    /** Question id → what was chosen, as numbers. */
    scores: text('scores', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    /** Question id → what was written, only what may stand in a report without a name. */
    quotes: text('quotes', { mode: 'json' }).$type<Record<string, string>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pilotLibraryId, t.round, t.key] })],
);

/**
 * How many were asked in a round, and that it is over: written once, when it closes. The returns go in the same
 * transaction.
 */
export const questionnaireRound = sqliteTable(
  'questionnaire_round',
  {
    pilotLibraryId: text('pilot_library_id')
      .notNull()
      .references(() => pilotLibrary.id),
    round: integer('round').notNull(),
    asked: integer('asked').notNull(),
    closedAt: time('closed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.pilotLibraryId, t.round] })],
);

/** What the library counted in a round, of customers together. Rows are only added: the newest counts. */
export const pilotResult = sqliteTable(
  'pilot_result',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    pilotLibraryId: text('pilot_library_id')
      .notNull()
      .references(() => pilotLibrary.id),
    round: integer('round').notNull(),
    idoQuestions: integer('ido_questions'),
    referrals: integer('referrals'),
    registrations: integer('registrations'),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [index('pilot_result_library').on(t.pilotLibraryId, t.round, t.seq)],
);

/** The adviser's own words in a report. Rows are only added: the newest counts. */
export const evaluationText = sqliteTable(
  'evaluation_text',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    pilotId: text('pilot_id')
      .notNull()
      .references(() => pilot.id),
    /** Of one library, or null: of the pilot. */
    pilotLibraryId: text('pilot_library_id').references(() => pilotLibrary.id),
    body: text('body').notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [index('evaluation_text_pilot').on(t.pilotId, t.pilotLibraryId, t.seq)],
);

/** Keep, adapt or stop, of a module in the version that the pilot used. Rows are only added: the newest counts. */
export const moduleVerdict = sqliteTable(
  'module_verdict',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    pilotId: text('pilot_id')
      .notNull()
      .references(() => pilot.id),
    moduleId: text('module_id').notNull(),
    version: integer('version').notNull(),
    verdict: text('verdict', { enum: ['keep', 'adapt', 'stop'] }).notNull(),
    why: text('why').notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [index('module_verdict_pilot').on(t.pilotId, t.moduleId, t.seq)],
);

/** What has to change in a module, after "adapt": done in a later version of it. */
export const moduleTask = sqliteTable(
  'module_task',
  {
    id: text('id').primaryKey(),
    pilotId: text('pilot_id')
      .notNull()
      .references(() => pilot.id),
    moduleId: text('module_id').notNull(),
    version: integer('version').notNull(),
    body: text('body').notNull(),
    ownerId: text('owner_id').references(() => person.id),
    /** YYYY-MM-DD */
    due: text('due'),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    doneAt: time('done_at'),
    doneById: text('done_by_id').references(() => person.id),
    /** The version of the module in which it was done. */
    doneInVersion: integer('done_in_version'),
    withdrawnAt: time('withdrawn_at'),
  },
  (t) => [index('module_task_pilot').on(t.pilotId), index('module_task_owner').on(t.ownerId)],
);

/** A report as it was on the day it was made: it gives the same figures for ever. */
export const evaluationSnapshot = sqliteTable(
  'evaluation_snapshot',
  {
    id: text('id').primaryKey(),
    pilotId: text('pilot_id')
      .notNull()
      .references(() => pilot.id),
    /** Counts up per pilot, from 1. */
    version: integer('version').notNull(),
    kind: text('kind', { enum: ['interim', 'final', 'followUp'] }).notNull(),
    /** What was counted: libraries, groups, rounds, modules with versions, and the day. */
    selection: text('selection', { mode: 'json' }).$type<unknown>().notNull(),
    /** Only what may be read: rounded figures, texts, verdicts. Shape and its version: domain/evaluation-report.ts. */
    report: text('report', { mode: 'json' }).$type<unknown>().notNull(),
    /** SHA-256 of selection and report, so that a change shows. */
    hash: text('hash').notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('evaluation_snapshot_version').on(t.pilotId, t.version)],
);

/** For whom a course is. Rows are only added: the newest counts; without one it is for every library. */
export const courseRelease = sqliteTable(
  'course_release',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    courseId: text('course_id').notNull(),
    /** Only libraries in a running pilot start groups with it, or everyone does. */
    pilotOnly: flag('pilot_only').notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [index('course_release_course').on(t.courseId, t.seq)],
);
