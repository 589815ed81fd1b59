import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { learningGroup } from './group.ts';
import { person } from './person.ts';

/** Two people of a group who do a small task per module together. A pair that changes ends, and another begins. */
export const buddyPair = sqliteTable(
  'buddy_pair',
  {
    id: text('id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => learningGroup.id),
    firstId: text('first_id')
      .notNull()
      .references(() => person.id),
    secondId: text('second_id')
      .notNull()
      .references(() => person.id),
    /** A third, in a group with an odd number. */
    thirdId: text('third_id').references(() => person.id),
    from: time('from').notNull(),
    until: time('until'),
    byId: text('by_id').references(() => person.id),
  },
  (t) => [
    index('buddy_pair_group').on(t.groupId),
    uniqueIndex('buddy_pair_first')
      .on(t.groupId, t.firstId)
      .where(sql`${t.until} is null`),
    uniqueIndex('buddy_pair_second')
      .on(t.groupId, t.secondId)
      .where(sql`${t.until} is null`),
  ],
);

/** A pair did the task of a module. */
export const buddyTask = sqliteTable(
  'buddy_task',
  {
    id: text('id').primaryKey(),
    pairId: text('pair_id')
      .notNull()
      .references(() => buddyPair.id),
    moduleId: text('module_id').notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('buddy_task_once').on(t.pairId, t.moduleId)],
);
