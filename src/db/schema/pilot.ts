/** Pilots: a POI follows libraries that do a course for three months, and helps them on. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';

/** A course that a POI tries with some of its libraries. Its clock (domain/pilot.ts) follows from `startsOn`. */
export const pilot = sqliteTable(
  'pilot',
  {
    id: text('id').primaryKey(),
    poiId: text('poi_id')
      .notNull()
      .references(() => organisation.id),
    courseId: text('course_id').notNull(),
    name: text('name').notNull(),
    /** YYYY-MM-DD; a Monday or not. */
    startsOn: text('starts_on').notNull(),
    /** YYYY-MM-DD, the first day after it. */
    endsOn: text('ends_on').notNull(),
    /** YYYY-MM-DD: when the optional later round begins; null without one. */
    followUpOn: text('follow_up_on'),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    /** Stopped before its end by the adviser. */
    endedAt: time('ended_at'),
  },
  (t) => [index('pilot_poi').on(t.poiId, t.startsOn)],
);

/** A library that is asked to take part. It takes part from `acceptedAt` until `endedAt`; one row per time it was asked. */
export const pilotLibrary = sqliteTable(
  'pilot_library',
  {
    id: text('id').primaryKey(),
    pilotId: text('pilot_id')
      .notNull()
      .references(() => pilot.id),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    invitedById: text('invited_by_id').references(() => person.id),
    invitedAt: time('invited_at').notNull(),
    acceptedById: text('accepted_by_id').references(() => person.id),
    acceptedAt: time('accepted_at'),
    /** Said no, or was asked no longer. */
    declinedAt: time('declined_at'),
    endedById: text('ended_by_id').references(() => person.id),
    endedAt: time('ended_at'),
  },
  (t) => [
    uniqueIndex('pilot_library_once').on(t.pilotId, t.libraryId, t.invitedAt),
    index('pilot_library_library').on(t.libraryId),
  ],
);

/**
 * What was told of a row of a pilot in a week: only figures that may be read (domain/safe-count.ts), so that what was told
 * once is told again in the same words. A row is a library that takes part, or `rest`: those too small to show, together.
 */
export const pilotFigures = sqliteTable(
  'pilot_figures',
  {
    pilotId: text('pilot_id')
      .notNull()
      .references(() => pilot.id),
    /** YYYY-MM-DD, the Monday it was counted on. */
    week: text('week').notNull(),
    /** A library's id, or `rest`. */
    row: text('row').notNull(),
    figures: text('figures', { mode: 'json' }).$type<unknown>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pilotId, t.week, t.row] })],
);

/** What the adviser writes to a library that takes part: advice, which its specialists read. */
export const pilotAdvice = sqliteTable(
  'pilot_advice',
  {
    id: text('id').primaryKey(),
    pilotLibraryId: text('pilot_library_id')
      .notNull()
      .references(() => pilotLibrary.id),
    body: text('body').notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    withdrawnAt: time('withdrawn_at'),
  },
  (t) => [index('pilot_advice_library').on(t.pilotLibraryId, t.at)],
);

/** What adviser and library agreed: who does what, by when. */
export const pilotAgreement = sqliteTable(
  'pilot_agreement',
  {
    id: text('id').primaryKey(),
    pilotLibraryId: text('pilot_library_id')
      .notNull()
      .references(() => pilotLibrary.id),
    body: text('body').notNull(),
    ownerId: text('owner_id').references(() => person.id),
    /** YYYY-MM-DD */
    due: text('due'),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    doneAt: time('done_at'),
    doneById: text('done_by_id').references(() => person.id),
    withdrawnAt: time('withdrawn_at'),
  },
  (t) => [index('pilot_agreement_library').on(t.pilotLibraryId), index('pilot_agreement_owner').on(t.ownerId)],
);

/** A planned talk of adviser and library. It stands in their calendars. */
export const pilotContact = sqliteTable(
  'pilot_contact',
  {
    id: text('id').primaryKey(),
    pilotLibraryId: text('pilot_library_id')
      .notNull()
      .references(() => pilotLibrary.id),
    about: text('about').notNull(),
    startsAt: time('starts_at').notNull(),
    endsAt: time('ends_at').notNull(),
    place: text('place').notNull(),
    icalUid: text('ical_uid').notNull(),
    sequence: integer('sequence').notNull().default(0),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    cancelledAt: time('cancelled_at'),
  },
  (t) => [
    index('pilot_contact_library').on(t.pilotLibraryId, t.startsAt),
    uniqueIndex('pilot_contact_uid').on(t.icalUid),
    index('pilot_contact_starts').on(t.startsAt),
  ],
);
