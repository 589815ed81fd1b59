import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { organisation } from './organisation.ts';
import { employment, person } from './person.ts';
import { moment } from './meeting.ts';

/** People of a library who do a course together. */
export const learningGroup = sqliteTable(
  'learning_group',
  {
    id: text('id').primaryKey(),
    libraryId: text('library_id')
      .notNull()
      .references(() => organisation.id),
    courseId: text('course_id').notNull(),
    name: text('name').notNull(),
    /** open: for who does a course without meetings by themselves; made by itself, one per library and course. */
    kind: text('kind', { enum: ['normal', 'practice', 'standing', 'open'] }).notNull(),
    createdAt: time('created_at').notNull(),
    closedAt: time('closed_at'),
  },
  (t) => [
    index('learning_group_library').on(t.libraryId),
    uniqueIndex('learning_group_one_open')
      .on(t.libraryId, t.courseId)
      .where(sql`${t.kind} = 'open'`),
  ],
);

/** What the group asks for its award, from a moment on. Rows are only added: the newest counts. */
export const groupRule = sqliteTable(
  'group_rule',
  {
    id: text('id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => learningGroup.id),
    award: text('award', { enum: ['certificate', 'participation'] }).notNull(),
    /** Counts up per group; decides which rule is newest, whatever the clock did. */
    seq: integer('seq').notNull(),
    from: time('from').notNull(),
    byId: text('by_id').references(() => person.id),
  },
  (t) => [uniqueIndex('group_rule_seq').on(t.groupId, t.seq)],
);

export const groupRuleItem = sqliteTable(
  'group_rule_item',
  {
    id: text('id').primaryKey(),
    ruleId: text('rule_id')
      .notNull()
      .references(() => groupRule.id),
    kind: text('kind', { enum: ['module', 'meeting'] }).notNull(),
    /** A module id of the catalogue, or a meeting's id. */
    ref: text('ref').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [
    uniqueIndex('group_rule_item_ref').on(t.ruleId, t.kind, t.ref),
    // Which groups ask for a package?
    index('group_rule_item_asked').on(t.ref),
  ],
);

export const membership = sqliteTable(
  'membership',
  {
    id: text('id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => learningGroup.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    employmentId: text('employment_id').references(() => employment.id),
    joinedAt: time('joined_at').notNull(),
    /** Taking a rest: no mail, no reason asked. Empty again when they go on. */
    pausedAt: time('paused_at'),
    leftAt: time('left_at'),
  },
  (t) => [
    uniqueIndex('membership_group_person').on(t.groupId, t.personId),
    index('membership_person').on(t.personId),
    index('membership_employment').on(t.employmentId),
  ],
);

/** Who leads a group, or one moment of it. */
export const leader = sqliteTable(
  'leader',
  {
    id: text('id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => learningGroup.id),
    momentId: text('moment_id').references(() => moment.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    kind: text('kind', { enum: ['leader', 'substitute', 'guest'] }).notNull(),
    from: time('from').notNull(),
    until: time('until'),
  },
  (t) => [
    index('leader_person').on(t.personId),
    index('leader_group').on(t.groupId),
    index('leader_moment')
      .on(t.momentId)
      .where(sql`${t.momentId} is not null`),
  ],
);
