import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Invitation } from '#src/domain/invitation.ts';
import type { MailFailure } from '#src/domain/mail-failure.ts';
import { time } from './columns.ts';
import { person } from './person.ts';

/**
 * What must go out. Mail is written in the transaction of the fact it tells about and sent afterwards, with retry. `lrs`: numbers of
 * statements for a learning record store; what they say is made of the facts when they leave.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    channel: text('channel', { enum: ['mail', 'lrs'] }).notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    personId: text('person_id').references(() => person.id),
    payload: text('payload', { mode: 'json' }).$type<OutboxPayload>().notNull(),
    messageId: text('message_id').notNull(),
    dueAt: time('due_at').notNull(),
    tries: integer('tries').notNull().default(0),
    nextTryAt: time('next_try_at').notNull(),
    sentAt: time('sent_at'),
    failedAt: time('failed_at'),
  },
  (t) => [
    uniqueIndex('outbox_idempotency_key').on(t.idempotencyKey),
    index('outbox_next').on(t.channel, t.sentAt, t.failedAt, t.nextTryAt),
    index('outbox_due').on(t.dueAt),
    index('outbox_person').on(t.personId),
  ],
);

export interface OutboxPayload {
  /** Which text of content/emails; of statements `statements` or `voiding`. */
  kind: string;
  /** An address; of statements the host of the store. */
  to: string;
  values: Record<string, string>;
  /** From which the calendar file is made when the mail is sent. */
  invitation?: Invitation;
  /** Numbers of statements: to tell, or to take back. */
  ids?: string[];
  /** Whose facts they are of. */
  libraryId?: string;
  /** Why the last try failed. */
  failure?: MailFailure;
  /** The address was refused, and took another mail since: nobody needs to look at it any more. */
  settled?: boolean;
}
