import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { person } from './person.ts';

/** One go through a conversation at the desk. It ends at an ending, or when someone begins anew. */
export const conversationRun = sqliteTable(
  'conversation_run',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    moduleId: text('module_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    version: integer('version').notNull(),
    startedAt: time('started_at').notNull(),
    endedAt: time('ended_at'),
    /** The ending that was reached; empty for a go that was left for a new one. */
    endingId: text('ending_id'),
  },
  (t) => [
    uniqueIndex('conversation_run_one_open')
      .on(t.personId, t.conversationId)
      .where(sql`${t.endedAt} is null`),
    index('conversation_run_person').on(t.personId, t.moduleId),
  ],
);

/** One choice in it. Saved as it is made; nodes follow from the choices. */
export const conversationTurn = sqliteTable(
  'conversation_turn',
  {
    id: text('id').primaryKey(),
    runId: text('run_id')
      .notNull()
      .references(() => conversationRun.id),
    /** From 1. */
    nr: integer('nr').notNull(),
    nodeId: text('node_id').notNull(),
    choiceId: text('choice_id').notNull(),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('conversation_turn_nr').on(t.runId, t.nr)],
);
