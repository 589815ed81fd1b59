/** Other ways to sign in than a password: a passkey, and an account elsewhere. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, time } from './columns.ts';
import { account } from './person.ts';

/** A passkey (WebAuthn): the public half of a key that lives in someone's phone or computer. */
export const passkey = sqliteTable(
  'passkey',
  {
    /** The credential's id, base64url. */
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    /** COSE, base64url. */
    publicKey: text('public_key').notNull(),
    counter: integer('counter').notNull(),
    /** How the browser can reach it: usb, internal, hybrid … */
    transports: text('transports', { mode: 'json' }).$type<string[]>().notNull(),
    backedUp: flag('backed_up').notNull(),
    /** What its owner calls it. */
    name: text('name').notNull(),
    at: time('at').notNull(),
    /** To the day. */
    lastUsedOn: text('last_used_on'),
  },
  (t) => [index('passkey_account').on(t.accountId)],
);

/** A code for when the passkey is lost. Only a hash of it is kept; it is used once. */
export const recoveryCode = sqliteTable(
  'recovery_code',
  {
    hash: text('hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    at: time('at').notNull(),
    usedAt: time('used_at'),
  },
  (t) => [index('recovery_code_account').on(t.accountId)],
);

/** What a browser must sign, once, within minutes. */
export const passkeyChallenge = sqliteTable(
  'passkey_challenge',
  {
    /** SHA-256 of the token in the form. */
    tokenHash: text('token_hash').primaryKey(),
    challenge: text('challenge').notNull(),
    purpose: text('purpose', { enum: ['register', 'signIn', 'confirm'] }).notNull(),
    accountId: text('account_id').references(() => account.id),
    expiresAt: time('expires').notNull(),
  },
  (t) => [index('passkey_challenge_expires').on(t.expiresAt), index('passkey_challenge_account').on(t.accountId)],
);

/** An account elsewhere (OpenID Connect) that signs in to one of ours: linked once, by verified address and invitation. */
export const outsideIdentity = sqliteTable(
  'outside_identity',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('outside_identity_account').on(t.accountId)],
);
