import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';

/**
 * "Klopt dit niet?" under a lesson. About the library's own text it goes to the specialist; about the national text to the
 * adviser, who never sees whose it is.
 */
export const correction = sqliteTable(
  'correction',
  {
    id: text('id').primaryKey(),
    about: text('about', { enum: ['local', 'national'] }).notNull(),
    courseId: text('course_id').notNull(),
    moduleId: text('module_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    version: integer('version').notNull(),
    /** The library of who wrote it; decides which specialist or adviser answers. */
    libraryId: text('library_id').references(() => organisation.id),
    /** Only so that the answer reaches them. */
    personId: text('person_id').references(() => person.id),
    body: text('body').notNull(),
    at: time('at').notNull(),
    answer: text('answer'),
    answeredById: text('answered_by_id').references(() => person.id),
    answeredAt: time('answered_at'),
  },
  (t) => [
    index('correction_library').on(t.libraryId, t.about, t.answeredAt),
    index('correction_person').on(t.personId),
    index('correction_open').on(t.about, t.answeredAt),
  ],
);
