/** Planning of a group beyond its dates: deadlines, a poll for a date, visits to another group's moment, the leader's own agenda. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { GuideAgenda } from '#src/domain/course.ts';
import { time } from './columns.ts';
import { learningGroup } from './group.ts';
import { meeting, moment } from './meeting.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';

/** The day by which a group would like a module done. A wish, never a condition. */
export const moduleDeadline = sqliteTable(
  'module_deadline',
  {
    groupId: text('group_id')
      .notNull()
      .references(() => learningGroup.id),
    moduleId: text('module_id').notNull(),
    /** YYYY-MM-DD */
    day: text('day').notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.moduleId] })],
);

/** Dates to choose from, for a meeting that has none yet. */
export const datePoll = sqliteTable(
  'date_poll',
  {
    id: text('id').primaryKey(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meeting.id),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    closesAt: time('closes_at').notNull(),
    /** The option that became the moment, or null when the poll was called off. */
    chosenId: text('chosen_id'),
    closedAt: time('closed_at'),
  },
  (t) => [index('date_poll_meeting').on(t.meetingId)],
);

export const datePollOption = sqliteTable(
  'date_poll_option',
  {
    id: text('id').primaryKey(),
    pollId: text('poll_id')
      .notNull()
      .references(() => datePoll.id),
    startsAt: time('starts_at').notNull(),
    endsAt: time('ends_at').notNull(),
    place: text('place').notNull(),
  },
  (t) => [index('date_poll_option_poll').on(t.pollId)],
);

/** What someone can: one answer per option, the newest counts. */
export const datePollAnswer = sqliteTable(
  'date_poll_answer',
  {
    optionId: text('option_id')
      .notNull()
      .references(() => datePollOption.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    answer: text('answer', { enum: ['yes', 'ifNeeded', 'no'] }).notNull(),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.optionId, t.personId] }), index('date_poll_answer_person').on(t.personId)],
);

/** Someone comes to another group's moment in the place of a meeting of their own group. */
export const momentVisit = sqliteTable(
  'moment_visit',
  {
    id: text('id').primaryKey(),
    momentId: text('moment_id')
      .notNull()
      .references(() => moment.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    /** The meeting of the own group that it stands in for. */
    forMeetingId: text('for_meeting_id')
      .notNull()
      .references(() => meeting.id),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    withdrawnAt: time('withdrawn_at'),
  },
  (t) => [uniqueIndex('moment_visit_once').on(t.momentId, t.personId), index('moment_visit_person').on(t.personId)],
);

/** The agenda as this group's leader adapted it. Rows are only added: the newest (highest seq) counts. */
export const meetingAgenda = sqliteTable(
  'meeting_agenda',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meeting.id),
    agenda: text('agenda', { mode: 'json' }).$type<GuideAgenda>().notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('meeting_agenda_id').on(t.id), index('meeting_agenda_meeting').on(t.meetingId)],
);

/** What an adviser suggests to a library for a meeting of a course. */
export const guideSuggestion = sqliteTable(
  'guide_suggestion',
  {
    id: text('id').primaryKey(),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    courseId: text('course_id').notNull(),
    templateId: text('template_id').notNull(),
    body: text('body').notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    withdrawnAt: time('withdrawn_at'),
  },
  (t) => [index('guide_suggestion_library').on(t.libraryId, t.courseId)],
);
