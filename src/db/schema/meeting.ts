import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { person } from './person.ts';
import { learningGroup } from './group.ts';

/** A team meeting of a group. Its number is never used again. */
export const meeting = sqliteTable(
  'meeting',
  {
    id: text('id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => learningGroup.id),
    nr: integer('nr').notNull(),
    /** The meeting in the course's template this one was made from. */
    templateId: text('template_id'),
    title: text('title').notNull(),
    cancelledAt: time('cancelled_at'),
  },
  (t) => [uniqueIndex('meeting_group_nr').on(t.groupId, t.nr)],
);

/** One holding of a meeting: the desk stays staffed, so a meeting may have several. */
export const moment = sqliteTable(
  'moment',
  {
    id: text('id').primaryKey(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meeting.id),
    startsAt: time('starts_at').notNull(),
    endsAt: time('ends_at').notNull(),
    place: text('place').notNull(),
    icalUid: text('ical_uid').notNull(),
    sequence: integer('sequence').notNull().default(0),
    cancelledAt: time('cancelled_at'),
  },
  (t) => [
    index('moment_meeting').on(t.meetingId),
    uniqueIndex('moment_ical_uid').on(t.icalUid),
    index('moment_starts').on(t.startsAt),
    index('moment_ends').on(t.endsAt),
  ],
);

export const momentExpected = sqliteTable(
  'moment_expected',
  {
    id: text('id').primaryKey(),
    momentId: text('moment_id')
      .notNull()
      .references(() => moment.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [uniqueIndex('moment_expected_person').on(t.momentId, t.personId), index('moment_expected_by_person').on(t.personId)],
);

/** What a leader recorded. Rows are only added: the newest (highest seq) counts, "cleared" means not recorded. */
export const attendanceMark = sqliteTable(
  'attendance_mark',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    momentId: text('moment_id')
      .notNull()
      .references(() => moment.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    state: text('state', { enum: ['present', 'absent', 'cleared'] }).notNull(),
    source: text('source', { enum: ['leader', 'everyone', 'checkIn', 'undo', 'import'] }).notNull(),
    /** Marks of one tap share a key: undo takes back exactly those, and a second click adds nothing. */
    clientKey: text('client_key'),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [
    uniqueIndex('attendance_mark_id').on(t.id),
    index('attendance_mark_moment').on(t.momentId, t.personId),
    index('attendance_mark_person').on(t.personId),
    uniqueIndex('attendance_mark_client_key').on(t.momentId, t.personId, t.clientKey),
  ],
);

/** A meeting made up for in another way. How is kept, why someone was away never. */
export const makeUp = sqliteTable(
  'make_up',
  {
    id: text('id').primaryKey(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meeting.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    how: text('how', { enum: ['task', 'otherGroup', 'conversation'] }).notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    withdrawnAt: time('withdrawn_at'),
  },
  (t) => [index('make_up_meeting').on(t.meetingId, t.personId), index('make_up_person').on(t.personId)],
);
