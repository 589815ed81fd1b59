import { index, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';

export const organisation = sqliteTable(
  'organisation',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: ['platform', 'poi', 'library'] }).notNull(),
    /** A library's parent is the POI of its province. */
    parentId: text('parent_id').references((): AnySQLiteColumn => organisation.id),
    name: text('name').notNull(),
    province: text('province'),
    endedAt: time('ended_at'),
  },
  (t) => [index('organisation_parent').on(t.parentId)],
);

export const branch = sqliteTable(
  'branch',
  {
    id: text('id').primaryKey(),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    name: text('name').notNull(),
    endedAt: time('ended_at'),
  },
  (t) => [index('branch_library').on(t.libraryId)],
);
