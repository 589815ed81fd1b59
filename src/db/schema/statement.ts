import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';

/**
 * A statement that a learning record store took over: only its number, so that it is told once, and can be taken back when what
 * it tells no longer holds. What it told stands in the facts themselves.
 */
export const statementForwarded = sqliteTable(
  'statement_forwarded',
  {
    /** Host of the store. */
    lrs: text('lrs').notNull(),
    /** The UUID of the statement. */
    id: text('id').notNull(),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    /** Empty once the person has been erased: then it is taken back. */
    personId: text('person_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.lrs, t.id] }),
    index('statement_forwarded_library').on(t.libraryId),
    index('statement_forwarded_person').on(t.personId),
  ],
);
