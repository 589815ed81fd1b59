import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { person } from './person.ts';

/** A practice assignment as someone filled it in. Rows are only added: the newest (highest seq) counts. */
export const assignmentWork = sqliteTable(
  'assignment_work',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    moduleId: text('module_id').notNull(),
    version: integer('version').notNull(),
    assignmentId: text('assignment_id').notNull(),
    /** Field id → text. */
    response: text('response', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** self: nobody else reads it; specialist: whoever leads the groups of this person does. */
    sharedWith: text('shared_with', { enum: ['self', 'specialist'] }).notNull(),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('assignment_work_id').on(t.id), index('assignment_work_person').on(t.personId, t.assignmentId)],
);

/** What a specialist wrote back on work that was handed in. */
export const assignmentReply = sqliteTable(
  'assignment_reply',
  {
    id: text('id').primaryKey(),
    workId: text('work_id')
      .notNull()
      .references(() => assignmentWork.id),
    /** Whose work it is. */
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    body: text('body').notNull(),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
  },
  (t) => [index('assignment_reply_work').on(t.workId), index('assignment_reply_person').on(t.personId, t.at)],
);
