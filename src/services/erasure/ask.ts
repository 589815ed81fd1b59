import { findOpenErasure, insertErasure } from '#src/db/queries/erasure.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { arrangeFirst, dueFrom } from '#src/domain/erasure.ts';
import { greetingName } from '#src/domain/person.ts';
import { recordEvent } from '../audit.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { newId } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';
import { confirmSelf } from './confirm.ts';
import { loadTies } from './ties.ts';

/**
 * Asks to be erased: it happens after a time for second thoughts. Asking twice changes nothing.
 * @throws ServiceError invalid (on `wachtwoord`, or what must be arranged first), tooMany
 */
export async function askErasure(ctx: Context, input: { password?: string | undefined; keepsCertificates: boolean }) {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const first = arrangeFirst(await loadTies(ctx.db, actor.personId, ctx.now));
  if (first.length > 0)
    throw new ServiceError(
      'invalid',
      first.map((message) => ({ message })),
    );
  await confirmSelf(ctx, actor, input.password);
  await ctx.db.transaction(async (tx) => {
    if (await findOpenErasure(tx, actor.personId)) return;
    const id = newId();
    const dueAt = dueFrom(ctx.now, 'asked');
    await insertErasure(tx, {
      id,
      personId: actor.personId,
      at: ctx.now,
      dueAt,
      keepsCertificates: input.keepsCertificates,
    });
    await recordEvent(tx, ctx, {
      kind: 'erasureAsked',
      entity: 'erasureRequest',
      entityId: id,
      subjectId: actor.personId,
      detail: { keepsCertificates: input.keepsCertificates },
    });
    if (actor.email === null) return;
    await enqueueMail(tx, ctx, {
      kind: 'erasureAsked',
      to: actor.email,
      personId: actor.personId,
      values: { name: greetingName(actor.name), day: longDate(dueAt), link: `${ctx.publicBaseUrl}/account/wissen` },
      idempotencyKey: `erasureAsked ${id}`,
    });
  });
  ctx.mailWaits();
}
