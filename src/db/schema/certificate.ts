import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CertificateFacts } from '#src/domain/certificate.ts';
import { time } from './columns.ts';
import { groupRule, learningGroup } from './group.ts';
import { person } from './person.ts';

/** A snapshot of what was certified; never changed afterwards. */
export const certificate = sqliteTable(
  'certificate',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: ['certificate', 'participation'] }).notNull(),
    /** 1 for the first, 2 for the one issued again after a revocation, … */
    seq: integer('seq').notNull(),
    /** Empty once the person has been erased. */
    personId: text('person_id').references(() => person.id),
    groupId: text('group_id')
      .notNull()
      .references(() => learningGroup.id),
    ruleId: text('rule_id')
      .notNull()
      .references(() => groupRule.id),
    /** Random, at least 128 bits; the address of the verification page. */
    code: text('code').notNull(),
    facts: text('facts', { mode: 'json' }).$type<CertificateFacts>().notNull(),
    issuedAt: time('issued_at').notNull(),
    /** Who gave it by hand (proof of participation, issued again); empty when the rule did. */
    byId: text('by_id').references(() => person.id),
  },
  (t) => [
    uniqueIndex('certificate_code').on(t.code),
    uniqueIndex('certificate_once').on(t.personId, t.groupId, t.kind, t.seq),
    index('certificate_group').on(t.groupId),
  ],
);

/** The name on a certificate stands beside it: page and print show the newest. */
export const certificateName = sqliteTable(
  'certificate_name',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    certificateId: text('certificate_id')
      .notNull()
      .references(() => certificate.id),
    name: text('name').notNull(),
    at: time('at').notNull(),
  },
  (t) => [index('certificate_name_certificate').on(t.certificateId)],
);

export const certificateRevocation = sqliteTable('certificate_revocation', {
  certificateId: text('certificate_id')
    .primaryKey()
    .references(() => certificate.id),
  reason: text('reason', { enum: ['request', 'attendanceCorrected', 'wrongPerson', 'duplicate'] }).notNull(),
  byId: text('by_id').references(() => person.id),
  at: time('at').notNull(),
});
