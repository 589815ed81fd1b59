/** Getting people in and out: lists that were uploaded, two accounts that are of one person, and wishes to be erased. */
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flag, time } from './columns.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';

/**
 * A list that someone uploaded, between looking at what it would change and letting it in. Nothing of it counts before
 * `appliedAt`; then, or when it was left lying, the rows are emptied.
 */
export const peopleImport = sqliteTable(
  'people_import',
  {
    id: text('id').primaryKey(),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    fileName: text('file_name').notNull(),
    /** What was read of each line (shape: domain/people-list.ts), or null once it counts or was thrown away. */
    rows: text('rows', { mode: 'json' }).$type<unknown>(),
    /** How many were new, changed, unchanged and refused. */
    counts: text('counts', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    appliedAt: time('applied_at'),
  },
  (t) => [index('people_import_library').on(t.libraryId, t.at)],
);

/** Two accounts turned out to be of one person. `moved` says what went from one to the other, so that it can go back. */
export const personMerge = sqliteTable(
  'person_merge',
  {
    id: text('id').primaryKey(),
    keptId: text('kept_id')
      .notNull()
      .references(() => person.id),
    goneId: text('gone_id')
      .notNull()
      .references(() => person.id),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    /** Per table the keys of the rows that moved, and what was taken away because the other had it too. */
    moved: text('moved', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    undoneAt: time('undone_at'),
  },
  (t) => [index('person_merge_kept').on(t.keptId), index('person_merge_gone').on(t.goneId)],
);

/** Someone wants to be erased; it happens after a time for second thoughts. One open wish per person. */
export const erasureRequest = sqliteTable(
  'erasure_request',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    at: time('at').notNull(),
    /** Whether certificates stay verifiable with the name on them. */
    keepsCertificates: flag('keeps_certificates').notNull(),
    /** When it is carried out. */
    dueAt: time('due_at').notNull(),
    withdrawnAt: time('withdrawn_at'),
    doneAt: time('done_at'),
  },
  (t) => [uniqueIndex('erasure_request_once').on(t.personId, t.at), index('erasure_request_due').on(t.dueAt)],
);
