/** What lets a certificate go along as a credential (Open Badges 3.0), and the keys that sign them. */
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { certificate } from './certificate.ts';
import { time } from './columns.ts';

export const certificateBadge = sqliteTable(
  'certificate_badge',
  {
    certificateId: text('certificate_id')
      .primaryKey()
      .references(() => certificate.id),
    /** Hashed together with the owner's address; empty once the owner was erased. */
    salt: text('salt'),
    /** Its bit: which list, and where in it, by chance. */
    list: integer('list').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [uniqueIndex('certificate_badge_bit').on(t.list, t.position)],
);

/** Public halves of keys; the private half of the current one is a file in the data folder, and nowhere else. */
export const signingKey = sqliteTable('signing_key', {
  /** Multikey, as it stands in /.well-known/did.json. */
  publicKey: text('public_key').primaryKey(),
  createdAt: time('created_at').notNull(),
  /** Signs no more since; what it signed still holds. */
  retiredAt: time('retired_at'),
  /** What it signed holds no more. */
  withdrawnAt: time('withdrawn_at'),
});
