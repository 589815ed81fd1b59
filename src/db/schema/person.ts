import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { time } from './columns.ts';
import { branch, organisation } from './organisation.ts';

/** Someone who learns or works here. A person is not an employment and not an account: certificates stay with the person. */
export const person = sqliteTable(
  'person',
  {
    id: text('id').primaryKey(),
    /** Empty until the invited person has filled in their own name. */
    name: text('name'),
    mergedIntoId: text('merged_into_id').references((): AnySQLiteColumn => person.id),
    deactivatedAt: time('deactivated_at'),
    erasedAt: time('erased_at'),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    index('person_merged')
      .on(t.mergedIntoId)
      .where(sql`${t.mergedIntoId} is not null`),
  ],
);

/** What someone signs in with. */
export const account = sqliteTable(
  'account',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    /** Lower case. */
    email: text('email'),
    username: text('username'),
    passwordHash: text('password_hash'),
  },
  (t) => [
    uniqueIndex('account_email').on(t.email),
    uniqueIndex('account_username').on(t.username),
    uniqueIndex('account_person').on(t.personId),
    check('account_has_a_name', sql`${t.email} is not null or ${t.username} is not null`),
  ],
);

/** A role at an organisation, from one day until another. Rights are the union of the current rows. */
export const employment = sqliteTable(
  'employment',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisation.id),
    branchId: text('branch_id').references(() => branch.id),
    role: text('role', { enum: ['learner', 'educationSpecialist', 'adviser', 'administrator'] }).notNull(),
    from: time('from').notNull(),
    until: time('until'),
  },
  (t) => [
    index('employment_person').on(t.personId),
    index('employment_organisation').on(t.organisationId, t.role),
    index('employment_until').on(t.until),
  ],
);
