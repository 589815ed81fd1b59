import { updateAgreement } from '#src/db/queries/agreement.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { assertNotCancelled } from '../meeting/reach.ts';
import { changedBetween } from '../seen.ts';
import { invalid } from '../service-error.ts';
import { countUp, tellScreens } from './follow.ts';
import { agreementSeen, assertDay } from './form.ts';
import { mailOwner } from './mail-owner.ts';
import { ownersOf } from './owners.ts';
import { reachAgreement } from './reach.ts';
import { recordAgreement } from './record.ts';

/**
 * Changes what was agreed, who does it or by when: by whoever may add one, as long as one can be added. Who takes it on from
 * now hears of it once; who had it already doesn't. The same form a second time changes nothing.
 * @param input.seen the version that the form was made from: who comes second with something else is told so
 * @throws ServiceError invalid for a new owner who isn't of the group, or a new day that is past or too far off; conflict when
 *   it was changed or taken away in the meantime
 */
export async function changeAgreement(
  ctx: Context,
  input: {
    groupId: string;
    nr: number;
    agreementId: string;
    seen: string;
    body: string;
    ownerId: string;
    due: string;
    confirmed: boolean;
  },
): Promise<{ told: boolean }> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  const { told, followed } = await ctx.db.transaction(async (tx) => {
    const { meeting, agreement } = await reachAgreement(tx, input, { withdrawn: true });
    assertNotCancelled(meeting);
    if (agreement.withdrawnAt) throw changedBetween('deze afspraak: die is weggehaald');
    const same = input.body === agreement.body && input.ownerId === agreement.ownerId && input.due === agreement.due;
    if (!same && agreementSeen(agreement) !== input.seen) throw changedBetween('deze afspraak');
    assertDay(ctx, input.due, agreement.due);
    confirmNoCustomerData({ texts: [input.body], confirmed: input.confirmed, known: [agreement.body] });
    const handedOver = input.ownerId !== agreement.ownerId;
    const owner = handedOver ? (await ownersOf(tx, group.id, ctx.now)).find((p) => p.personId === input.ownerId) : null;
    // Who had it and left the group since may keep it.
    if (owner === undefined) throw invalid('wie', 'Kies iemand uit deze groep.');
    const changed = [
      ...(input.body === agreement.body ? [] : ['body']),
      ...(handedOver ? ['owner'] : []),
      ...(input.due === agreement.due ? [] : ['due']),
    ];
    if (changed.length === 0) return { told: false, followed: [] };
    const { body, ownerId, due } = input;
    await updateAgreement(tx, agreement.id, { body, ownerId, due });
    await recordAgreement(tx, ctx, {
      group,
      id: agreement.id,
      ownerId,
      detail: { change: 'changed', what: changed.join(' '), dueBefore: agreement.due, due },
    });
    // Who gets it back hears of it again: the key is of this change.
    const tell = owner !== null && agreement.doneAt === null;
    if (tell) await mailOwner(tx, ctx, { group, owner, body, due, key: `${agreement.id} ${ownerId} ${ctx.now.toISOString()}` });
    return { told: tell, followed: await countUp(tx, ctx, meeting.id) };
  });
  ctx.mailWaits();
  tellScreens(ctx, followed);
  return { told };
}
