import type { Transaction } from '#src/db/client.ts';
import { insertRun } from '#src/db/queries/job-run.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { enqueueMail, isWanted, type MailOrder } from './enqueue.ts';

/**
 * Puts a mail in the outbox that nobody did anything for: a reminder. One a day at most for each person, whatever it is about;
 * who had one today is asked again tomorrow.
 * @returns whether it was put in
 */
export async function enqueueReminder(tx: Transaction, ctx: Context, order: MailOrder & { personId: string }): Promise<boolean> {
  if (!(await isWanted(tx, ctx, order))) return false;
  const period = `${wallClock(ctx.now).day} ${order.personId}`;
  // A row of its own: the outbox forgets, and a mail that was cleared must not make room for a second one.
  if (!(await insertRun(tx, { id: newId(), name: 'reminderOfDay', period, startedAt: ctx.now, finishedAt: ctx.now })))
    return false;
  return enqueueMail(tx, ctx, order);
}
