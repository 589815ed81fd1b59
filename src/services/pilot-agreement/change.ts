import { findPilotAgreement, updatePilotAgreement } from '#src/db/queries/pilot-talk.ts';
import { agreementSeen, assertDay } from '../agreement/form.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { assertTalking, peopleOf, reachTalk, type PartPlace } from '../pilot/talk.ts';
import { changedBetween } from '../seen.ts';
import { invalid, notFound } from '../service-error.ts';
import { mailPilotOwner, wrongOwner } from './owner.ts';
import { recordPilotAgreement } from './record.ts';

/**
 * Changes what was agreed, who does it or by when. Who takes it on from now hears of it once. The same form a second time
 * changes nothing.
 * @param input.seen the version that the form was made from: who comes second with something else is told so
 * @throws ServiceError conflict when it was changed or taken away in the meantime
 */
export async function changePilotAgreement(
  ctx: Context,
  input: PartPlace & { agreementId: string; seen: string; body: string; ownerId: string; due: string; confirmed: boolean },
): Promise<{ told: boolean }> {
  const { pilot, part } = await reachTalk(ctx, input, 'either');
  const told = await ctx.db.transaction(async (tx) => {
    const row = await findPilotAgreement(tx, input.agreementId);
    if (row?.pilotLibraryId !== part.id) throw notFound();
    await assertTalking(tx, ctx, part.id);
    if (row.withdrawnAt) throw changedBetween('deze afspraak: die is weggehaald');
    const { body, ownerId, due } = input;
    if (body === row.body && ownerId === row.ownerId && due === row.due) return false;
    if (agreementSeen(row) !== input.seen) throw changedBetween('deze afspraak');
    assertDay(ctx, due, row.due);
    confirmNoCustomerData({ texts: [body], confirmed: input.confirmed, known: [row.body] });
    const handedOver = ownerId !== row.ownerId;
    const owner = handedOver ? (await peopleOf(tx, { pilot, part, now: ctx.now })).find((p) => p.personId === ownerId) : null;
    if (owner === undefined) throw invalid('wie', wrongOwner);
    await updatePilotAgreement(tx, row.id, { body, ownerId, due });
    await recordPilotAgreement(tx, ctx, {
      id: row.id,
      libraryId: part.libraryId,
      ownerId,
      detail: { change: 'changed', dueBefore: row.due, due },
    });
    if (owner === null || row.doneAt) return false;
    // Who gets it back hears of it again: the key is of this change.
    const key = `${row.id} ${ownerId} ${ctx.now.toISOString()}`;
    return mailPilotOwner(tx, ctx, { pilot, partId: part.id, libraryName: part.libraryName, owner, body, due, key });
  });
  ctx.mailWaits();
  return { told };
}
