/** "Bij ons": what a library fills in itself. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { branch, organisation } from './organisation.ts';
import { person } from './person.ts';

/**
 * The text of a slot, for a library or for one branch where that differs. Rows are only added: the newest (highest seq) of a
 * library, branch and slot counts; one without a body takes the text away again.
 */
export const localText = sqliteTable(
  'local_text',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    branchId: text('branch_id').references(() => branch.id),
    slotId: text('slot_id').notNull(),
    body: text('body'),
    /** Of a dated document: its name, its date (YYYY-MM-DD) and where to find it. */
    documentTitle: text('document_title'),
    documentDate: text('document_date'),
    documentPlace: text('document_place'),
    /** Who answers for it; the specialist's list shows it when that person no longer works there. */
    ownerId: text('owner_id').references(() => person.id),
    checkedAt: time('checked_at').notNull(),
    /** YYYY-MM-DD */
    reviewBy: text('review_by').notNull(),
    byId: text('by_id').references(() => person.id),
  },
  (t) => [uniqueIndex('local_text_id').on(t.id), index('local_text_slot').on(t.libraryId, t.slotId, t.branchId)],
);

/** The sociale kaart: who refers where, and how. */
export const referral = sqliteTable(
  'referral',
  {
    id: text('id').primaryKey(),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    branchId: text('branch_id').references(() => branch.id),
    /** A topic of domain/referral.ts. */
    topic: text('topic').notNull(),
    organisation: text('organisation').notNull(),
    purpose: text('purpose').notNull(),
    how: text('how').notNull(),
    /** Of the organisation, never of a private person. */
    contact: text('contact').notNull(),
    ownerId: text('owner_id').references(() => person.id),
    checkedAt: time('checked_at').notNull(),
    /** YYYY-MM-DD */
    reviewBy: text('review_by').notNull(),
    byId: text('by_id').references(() => person.id),
    endedAt: time('ended_at'),
  },
  (t) => [index('referral_library').on(t.libraryId, t.topic)],
);

/** Which branch someone who works at several wants to read about. */
export const branchChoice = sqliteTable(
  'branch_choice',
  {
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    branchId: text('branch_id')
      .notNull()
      .references(() => branch.id),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.libraryId] })],
);
