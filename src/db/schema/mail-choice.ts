import { primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { person } from './person.ts';

/** A kind of mail that someone switched off. Necessary mail has no switch. */
export const mailOff = sqliteTable(
  'mail_off',
  {
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    kind: text('kind').notNull(),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.kind] })],
);

/** The secret address of someone's own calendar. Only the hash of its token is kept; a new one ends the old. */
export const calendarFeed = sqliteTable(
  'calendar_feed',
  {
    personId: text('person_id')
      .primaryKey()
      .references(() => person.id),
    tokenHash: text('token_hash').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [uniqueIndex('calendar_feed_token').on(t.tokenHash)],
);
