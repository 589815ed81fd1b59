import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AttemptQuestion } from '#src/domain/quiz.ts';
import { flag, time } from './columns.ts';
import { person } from './person.ts';

/** One go at a module's quiz, with the questions it was made with: a changed quiz.yml never breaks it. */
export const attempt = sqliteTable(
  'attempt',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    moduleId: text('module_id').notNull(),
    version: integer('version').notNull(),
    passMark: real('pass_mark').notNull(),
    questions: text('questions', { mode: 'json' }).$type<AttemptQuestion[]>().notNull(),
    startedAt: time('started_at').notNull(),
    submittedAt: time('submitted_at'),
    score: real('score'),
    passed: flag('passed'),
  },
  (t) => [
    uniqueIndex('attempt_one_open')
      .on(t.personId, t.moduleId)
      .where(sql`${t.submittedAt} is null`),
    index('attempt_person_module').on(t.personId, t.moduleId, t.startedAt),
  ],
);

export const answer = sqliteTable(
  'answer',
  {
    id: text('id').primaryKey(),
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempt.id),
    questionId: text('question_id').notNull(),
    objectiveId: text('objective_id').notNull(),
    response: text('response', { mode: 'json' }).$type<string[]>().notNull(),
    /** 0–1 */
    score: real('score').notNull(),
    sure: flag('sure'),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('answer_attempt_question').on(t.attemptId, t.questionId)],
);
