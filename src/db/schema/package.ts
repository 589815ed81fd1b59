/** Packages (SCORM) that a library or the platform brings in, and what someone did in one. */
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flag, time } from './columns.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';

export const standards = ['1.2', '2004-2', '2004-3', '2004-4'] as const;
export const completionRules = ['completed', 'passed', 'score'] as const;

/** A package is a module: its id (`pkg_…`) stands wherever a module's id may stand, and is never given again. */
export const scormPackage = sqliteTable(
  'scorm_package',
  {
    id: text('id').primaryKey(),
    /** The library that may use it, or the platform: then every library may. */
    ownerId: text('owner_id')
      .notNull()
      .references(() => organisation.id),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    /** Taken away: it starts nowhere any more, its files are gone, results stay. */
    deletedAt: time('deleted_at'),
    deletedById: text('deleted_by_id').references(() => person.id),
  },
  (t) => [index('scorm_package_owner').on(t.ownerId)],
);

/** What was uploaded. Its files stand in a folder of the same id. The newest that was published is what one starts. */
export const scormVersion = sqliteTable(
  'scorm_version',
  {
    id: text('id').primaryKey(),
    packageId: text('package_id')
      .notNull()
      .references(() => scormPackage.id),
    /** From 1; completions keep it. */
    nr: integer('nr').notNull(),
    title: text('title').notNull(),
    standard: text('standard', { enum: standards }).notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    /** Of the zip as it came. */
    bytes: integer('bytes').notNull(),
    unpackedBytes: integer('unpacked_bytes').notNull(),
    /** What the manifest says (src/scorm/manifest/types.ts), with the version of that shape in it. */
    manifest: text('manifest', { mode: 'json' }).$type<unknown>().notNull(),
    rule: text('rule', { enum: completionRules }).notNull(),
    /** 0 to 100, with the rule `score`. */
    minScore: real('min_score'),
    minutes: integer('minutes').notNull(),
    /** It may open windows: with them it can also carry something to another site, so it is off unless its keeper says so. */
    windows: flag('windows').notNull().default(false),
    byId: text('by_id').references(() => person.id),
    at: time('at').notNull(),
    publishedAt: time('published_at'),
    publishedById: text('published_by_id').references(() => person.id),
  },
  (t) => [
    uniqueIndex('scorm_version_nr').on(t.packageId, t.nr),
    index('scorm_version_published').on(t.publishedAt),
    index('scorm_version_by').on(t.byId),
  ],
);

/** One person's go at one version. */
export const scormAttempt = sqliteTable(
  'scorm_attempt',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    versionId: text('version_id')
      .notNull()
      .references(() => scormVersion.id),
    nr: integer('nr').notNull(),
    /** Trying out before publishing: counts for nothing. */
    preview: flag('preview').notNull(),
    startedAt: time('started_at').notNull(),
    /** The last time something was saved. */
    savedAt: time('saved_at'),
    /** When the completion rule was met. */
    doneAt: time('done_at'),
    /** Of the package as a whole, as it was said last. */
    completion: text('completion', { enum: ['unknown', 'incomplete', 'completed'] }).notNull(),
    success: text('success', { enum: ['unknown', 'passed', 'failed'] }).notNull(),
    /** 0 to 100 */
    score: real('score'),
    /** The item that was open last. */
    itemId: text('item_id'),
    /** What a 2004 package's sequencing remembers. */
    sequencing: text('sequencing'),
  },
  (t) => [
    uniqueIndex('scorm_attempt_nr').on(t.personId, t.versionId, t.preview, t.nr),
    index('scorm_attempt_version').on(t.versionId),
  ],
);

/** What one SCO of an attempt keeps: the run-time data as strings, as the package wrote them. */
export const scormState = sqliteTable(
  'scorm_state',
  {
    attemptId: text('attempt_id')
      .notNull()
      .references(() => scormAttempt.id),
    itemId: text('item_id').notNull(),
    data: text('data', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** Counts each start of this SCO; what comes from an earlier one is too late. */
    session: integer('session').notNull(),
    /** Of the last commit of that session; a smaller one is too late. */
    sequence: integer('sequence').notNull(),
    /** Of all earlier sessions together, in seconds. */
    totalSeconds: real('total_seconds').notNull(),
    /** What this session said last, in seconds. */
    sessionSeconds: real('session_seconds').notNull(),
    /** Whether this session came to its own end. */
    finished: flag('finished').notNull(),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.itemId] })],
);

/** Objectives and shared data that the SCOs of an attempt have in common. */
export const scormGlobal = sqliteTable(
  'scorm_global',
  {
    attemptId: text('attempt_id')
      .notNull()
      .references(() => scormAttempt.id),
    kind: text('kind', { enum: ['objective', 'shared'] }).notNull(),
    key: text('key').notNull(),
    value: text('value', { mode: 'json' }).$type<unknown>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.kind, t.key] })],
);

/** What packages of one library (or of the platform) have in common for one person, over attempts: the newest value counts. */
export const scormCommon = sqliteTable(
  'scorm_common',
  {
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    /** Whose packages; those of another never see it. */
    ownerId: text('owner_id')
      .notNull()
      .references(() => organisation.id),
    kind: text('kind', { enum: ['objective', 'shared'] }).notNull(),
    key: text('key').notNull(),
    value: text('value', { mode: 'json' }).$type<unknown>().notNull(),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.ownerId, t.kind, t.key] }), index('scorm_common_owner').on(t.ownerId)],
);

/** Lets one browser play one attempt on the content host. Only the hash of the token is kept; the newest of an attempt counts. */
export const scormLaunch = sqliteTable(
  'scorm_launch',
  {
    hash: text('hash').primaryKey(),
    attemptId: text('attempt_id')
      .notNull()
      .references(() => scormAttempt.id),
    at: time('at').notNull(),
    expiresAt: time('expires').notNull(),
    /** Opened once more elsewhere: plays no more. */
    replacedAt: time('replaced_at'),
  },
  (t) => [index('scorm_launch_attempt').on(t.attemptId), index('scorm_launch_expires').on(t.expiresAt)],
);
