import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { account, person } from './person.ts';
import { organisation } from './organisation.ts';
import { learningGroup } from './group.ts';

/** A signed-in browser. The id is the SHA-256 of the cookie's token, so that a copy of the database opens nothing. */
export const session = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    userId: text('account_id')
      .notNull()
      .references(() => account.id),
    /** Seconds since 1970 (lucia's own unit). */
    expiresAt: integer('expires').notNull(),
    kind: text('kind', { enum: ['own', 'shared'] }).notNull(),
    createdAt: time('created_at').notNull(),
    lastSeen: time('last_seen').notNull(),
    /** Idle and absolute limits are ours; lucia's own expiry lies a week later, so that a lapsed row still tells whose typing to keep. */
    absoluteUntil: time('absolute_until').notNull(),
    /** When this browser showed a passkey or a recovery code; null: a password, link or card is all it showed. */
    passkeyAt: time('passkey_at'),
  },
  (t) => [index('session_account').on(t.userId)],
);

/** A secret link in a mail. Only the hash of its token is kept. */
export const oneTimeLink = sqliteTable(
  'one_time_link',
  {
    tokenHash: text('token_hash').primaryKey(),
    purpose: text('purpose', { enum: ['invitation', 'passwordReset', 'groupInvitation', 'signInCard', 'signIn'] }).notNull(),
    accountId: text('account_id').references(() => account.id),
    groupId: text('group_id').references(() => learningGroup.id),
    usesLeft: integer('uses_left').notNull(),
    expiresAt: time('expires').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    index('one_time_link_account').on(t.accountId),
    index('one_time_link_group')
      .on(t.groupId)
      .where(sql`${t.groupId} is not null`),
  ],
);

/** A failed try to sign in. The key is a hash of account and address: neither can be read back. */
export const signInFailure = sqliteTable(
  'sign_in_failure',
  {
    id: text('id').primaryKey(),
    keyHash: text('key_hash').notNull(),
    at: time('at').notNull(),
  },
  (t) => [index('sign_in_failure_key').on(t.keyHash, t.at), index('sign_in_failure_at').on(t.at)],
);

/** Who did what, when: sign-in, failure, denial, export, role change, attendance change, certificate. */
export const auditEvent = sqliteTable(
  'audit_event',
  {
    id: text('id').primaryKey(),
    at: time('at').notNull(),
    actorId: text('actor_id').references(() => person.id),
    subjectId: text('subject_id').references(() => person.id),
    organisationId: text('organisation_id').references(() => organisation.id),
    kind: text('kind').notNull(),
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    /** JSON: what changed, without free text about a person. */
    detail: text('detail', { mode: 'json' }).$type<Record<string, string | number | boolean | null>>(),
  },
  (t) => [
    // The log is read newest first, of everything or of one kind or organisation; a page far back is counted off in the index.
    index('audit_event_at').on(t.at, t.id),
    index('audit_event_kind').on(t.kind, t.at, t.id),
    index('audit_event_organisation').on(t.organisationId, t.at, t.id),
    // When something last happened to it: without kind and time, the index of kinds would be taken for that.
    index('audit_event_entity').on(t.entity, t.entityId, t.kind, t.at),
    index('audit_event_actor').on(t.actorId, t.at),
    index('audit_event_subject').on(t.subjectId, t.at),
  ],
);
