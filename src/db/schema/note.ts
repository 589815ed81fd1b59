import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { person } from './person.ts';

/** Someone's own note in "Mijn balie". Nobody else ever sees it. Its words are in note_text (FTS5), kept by triggers. */
export const note = sqliteTable(
  'note',
  {
    // A number of its own: note_text points at it, and VACUUM may renumber rows that have none.
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    body: text('body').notNull(),
    /** The lesson beside which it was written. */
    lessonId: text('lesson_id'),
    createdAt: time('created_at').notNull(),
    changedAt: time('changed_at').notNull(),
  },
  (t) => [uniqueIndex('note_id').on(t.id), index('note_person').on(t.personId)],
);
