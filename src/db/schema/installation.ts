import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';

/** What was decided when this database was made: its mode (demo or production) and when. */
export const installation = sqliteTable('installation', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** One row per job and period, so that a job that was missed while the server was down runs once, not never and not twice. */
export const jobRun = sqliteTable(
  'job_run',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** The day the run was for, as YYYY-MM-DD in Europe/Amsterdam; of a monthly reminder its month and library. */
    period: text('period').notNull(),
    startedAt: time('started_at').notNull(),
    finishedAt: time('finished_at'),
  },
  (t) => [uniqueIndex('job_run_name_period').on(t.name, t.period)],
);
