import { erasePersonRows } from '#src/db/queries/erase.ts';
import { findErasure, setErasure } from '#src/db/queries/erasure.ts';
import { findPeople } from '#src/db/queries/certificate.ts';
import { listSamePerson } from '#src/db/queries/personal.ts';
import { arrangeFirst, causeOf, stateOf } from '#src/domain/erasure.ts';
import { greetingName } from '#src/domain/person.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { newId } from '../new-id.ts';
import { notFound, ServiceError } from '../service-error.ts';
import { loadTies } from './ties.ts';

/** The administrator carries out a wish before its day. */
export async function carryOutNow(ctx: Context, requestId: string): Promise<void> {
  authorise(ctx, 'privacy:manage');
  await carryOut(ctx, requestId);
}

/**
 * Erases whoever asked for it, in one transaction; afterwards one mail says so, and nothing of that mail is kept.
 * The caller has authorised it. A second time changes nothing.
 * @throws ServiceError invalid: what must be arranged first
 */
export async function carryOut(ctx: Context, requestId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const request = await findErasure(tx, requestId);
    if (!request) throw notFound();
    if (stateOf(request) !== 'open') return;
    const first = arrangeFirst(await loadTies(tx, request.personId, ctx.now), true);
    if (first.length > 0)
      throw new ServiceError(
        'invalid',
        first.map((message) => ({ message })),
      );
    const [who] = await findPeople(tx, [request.personId]);
    await erasePersonRows(tx, {
      personIds: await listSamePerson(tx, request.personId),
      facelessId: newId(),
      keepsCertificates: request.keepsCertificates,
      now: ctx.now,
    });
    await setErasure(tx, request.id, { doneAt: ctx.now });
    const self = ctx.actor?.personId === request.personId;
    await recordEvent(tx, self ? { ...ctx, actor: null } : ctx, {
      kind: 'personErased',
      entity: 'erasureRequest',
      entityId: request.id,
      detail: { cause: causeOf(request) },
    });
    if (!who?.email) return;
    await enqueueMail(tx, ctx, {
      kind: 'erasureDone',
      to: who.email,
      personId: null,
      values: {
        name: greetingName(who.name),
        certificates: request.keepsCertificates
          ? 'Je certificaten blijven te controleren, met je naam erop. Bewaar de links: wij weten niet meer van wie ze zijn.'
          : 'Je certificaten blijven te controleren, maar je naam staat er niet meer op.',
      },
      idempotencyKey: `erasureDone ${request.id}`,
    });
  });
  ctx.mailWaits();
}
