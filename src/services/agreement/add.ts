import { insertAgreement, listAgreements } from '#src/db/queries/agreement.ts';
import { longestAgreement, mostAgreements } from '#src/domain/agreement.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { assertNotCancelled, reachMeeting } from '../meeting/reach.ts';
import { invalid, refused } from '../service-error.ts';
import { countUp, tellScreens } from './follow.ts';
import { assertDay } from './form.ts';
import { mailOwner } from './mail-owner.ts';
import { ownersOf } from './owners.ts';
import { recordAgreement } from './record.ts';

export { longestAgreement };

/**
 * Records what was agreed in a meeting, and mails it to whoever does it. The same form a second time adds nothing.
 * @throws ServiceError invalid for an owner who isn't of the group, or a day that is past or too far off
 */
export async function addAgreement(
  ctx: Context,
  input: { groupId: string; nr: number; clientKey: string; body: string; ownerId: string; due: string; confirmed: boolean },
): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  assertDay(ctx, input.due);
  confirmNoCustomerData({ texts: [input.body], confirmed: input.confirmed });
  const followed = await ctx.db.transaction(async (tx) => {
    const { meeting } = await reachMeeting(tx, input);
    assertNotCancelled(meeting);
    const owner = (await ownersOf(tx, group.id, ctx.now)).find((p) => p.personId === input.ownerId);
    if (!owner) throw invalid('wie', 'Kies iemand uit deze groep.');
    const known = (await listAgreements(tx, group.id)).filter((a) => a.meetingId === meeting.id);
    if (known.length >= mostAgreements)
      throw refused(`Er staan al ${mostAgreements} afspraken bij deze bijeenkomst. Haal er eerst een weg.`);
    const made = await insertAgreement(tx, {
      id: input.clientKey,
      groupId: group.id,
      meetingId: meeting.id,
      body: input.body,
      ownerId: owner.personId,
      due: input.due,
      byId: ctx.actor?.personId ?? null,
      at: ctx.now,
    });
    if (!made) return []; // the form came in twice
    await recordAgreement(tx, ctx, {
      group,
      id: input.clientKey,
      ownerId: owner.personId,
      detail: { change: 'made', due: input.due },
    });
    await mailOwner(tx, ctx, { group, owner, body: input.body, due: input.due, key: input.clientKey });
    return countUp(tx, ctx, meeting.id);
  });
  ctx.mailWaits();
  tellScreens(ctx, followed);
}
