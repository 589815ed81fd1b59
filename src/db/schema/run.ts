/** A meeting while it is held: the screen, checking in, polls, and what comes out of it. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flag, time } from './columns.ts';
import { learningGroup } from './group.ts';
import { meeting, moment } from './meeting.ts';
import { person } from './person.ts';

/** Where a moment is while it runs: one row, changed as the leader goes on. */
export const meetingRun = sqliteTable('meeting_run', {
  momentId: text('moment_id')
    .primaryKey()
    .references(() => moment.id),
  /** From which the PIN and the QR code follow; never shown. */
  secret: text('secret').notNull(),
  startedAt: time('started_at'),
  endedAt: time('ended_at'),
  /** Which part of the agenda is on the screen, from 0. */
  part: integer('part').notNull().default(0),
  /** The timer of the part: seconds used before `runningSince`; that is empty while it is paused. */
  usedSeconds: integer('used_seconds').notNull().default(0),
  runningSince: time('running_since'),
  /** Groups and rounds of the carousel, when there is one. */
  carousel: text('carousel', { mode: 'json' }).$type<{ groups: number; topics: string[]; minutes: number }>(),
  /** Counts up with every change, so that a screen knows that it is behind. */
  revision: integer('revision').notNull().default(0),
  at: time('at').notNull(),
});

/** A leader's own notes at a moment. */
export const runNote = sqliteTable(
  'run_note',
  {
    momentId: text('moment_id')
      .notNull()
      .references(() => moment.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    body: text('body').notNull(),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.momentId, t.personId] }), index('run_note_person').on(t.personId)],
);

/** Someone checked in. No attendance yet: that is the leader's mark. */
export const checkIn = sqliteTable(
  'check_in',
  {
    /** Made by the browser, so that one that was sent twice counts once. */
    id: text('id').primaryKey(),
    momentId: text('moment_id')
      .notNull()
      .references(() => moment.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    how: text('how', { enum: ['qr', 'pin'] }).notNull(),
    /** Sent later than it was done: the phone was offline. */
    late: flag('late').notNull(),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('check_in_once').on(t.momentId, t.personId), index('check_in_person').on(t.personId)],
);

/** A question to vote on, or priorities to dot. */
export const livePoll = sqliteTable(
  'live_poll',
  {
    id: text('id').primaryKey(),
    momentId: text('moment_id')
      .notNull()
      .references(() => moment.id),
    kind: text('kind', { enum: ['poll', 'dots'] }).notNull(),
    question: text('question').notNull(),
    options: text('options', { mode: 'json' }).$type<{ id: string; text: string }[]>().notNull(),
    /** How many dots each may place. */
    dots: integer('dots').notNull().default(1),
    openedAt: time('opened_at').notNull(),
    closedAt: time('closed_at'),
  },
  (t) => [index('live_poll_moment').on(t.momentId)],
);

/** Who voted, without what and without when. */
export const pollBallot = sqliteTable(
  'poll_ballot',
  {
    pollId: text('poll_id')
      .notNull()
      .references(() => livePoll.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.pollId, t.personId] }), index('poll_ballot_person').on(t.personId)],
);

/** A vote, without whose and without when: its key is random, and its table has no row numbers. */
export const pollVote = sqliteTable(
  'poll_vote',
  {
    key: text('key').primaryKey(),
    pollId: text('poll_id')
      .notNull()
      .references(() => livePoll.id),
    optionId: text('option_id').notNull(),
  },
  (t) => [index('poll_vote_poll').on(t.pollId, t.optionId)],
);

/** What a team agreed: who does what, by when. */
export const agreement = sqliteTable(
  'agreement',
  {
    id: text('id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => learningGroup.id),
    meetingId: text('meeting_id').references(() => meeting.id),
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
  (t) => [
    index('agreement_group').on(t.groupId),
    index('agreement_meeting').on(t.meetingId),
    index('agreement_owner').on(t.ownerId),
  ],
);

/** "Hoe pak ik mijn rol op?": someone's own answer, private unless they share it with the leader. */
export const intention = sqliteTable(
  'intention',
  {
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meeting.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    body: text('body').notNull(),
    shared: flag('shared').notNull(),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.personId] }), index('intention_person').on(t.personId)],
);

/** A make-up task as it was handed in. Rows are only added: the newest counts. Accepting it is a row of make_up. */
export const makeUpWork = sqliteTable(
  'make_up_work',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meeting.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    /** Question id → text. */
    response: text('response', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** Talked it over with a buddy or colleague. */
    talked: flag('talked').notNull(),
    handedIn: flag('handed_in').notNull(),
    at: time('at').notNull(),
  },
  (t) => [
    uniqueIndex('make_up_work_id').on(t.id),
    index('make_up_work_meeting').on(t.meetingId, t.personId),
    index('make_up_work_person').on(t.personId),
  ],
);
