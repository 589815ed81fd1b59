import { insertPilotAgreement, listPilotAgreements } from '#src/db/queries/pilot-talk.ts';
import { mostAgreements } from '#src/domain/agreement.ts';
import { assertDay } from '../agreement/form.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { assertTalking, peopleOf, reachTalk, type PartPlace } from '../pilot/talk.ts';
import { invalid, refused } from '../service-error.ts';
import { mailPilotOwner, wrongOwner } from './owner.ts';
import { recordPilotAgreement } from './record.ts';

/**
 * Writes down what adviser and library agreed, and mails it to whoever does it. The same form a second time adds nothing.
 * @throws ServiceError invalid for an owner of neither side, or a day that is past or too far off
 */
export async function addPilotAgreement(
  ctx: Context,
  input: PartPlace & { clientKey: string; body: string; ownerId: string; due: string; confirmed: boolean },
): Promise<void> {
  const { actor, pilot, part } = await reachTalk(ctx, input, 'either');
  assertDay(ctx, input.due);
  confirmNoCustomerData({ texts: [input.body], confirmed: input.confirmed });
  await ctx.db.transaction(async (tx) => {
    await assertTalking(tx, ctx, part.id);
    const owner = (await peopleOf(tx, { pilot, part, now: ctx.now })).find((p) => p.personId === input.ownerId);
    if (!owner) throw invalid('wie', wrongOwner);
    if ((await listPilotAgreements(tx, part.id)).length >= mostAgreements)
      throw refused(`Er staan al ${mostAgreements} afspraken. Haal er eerst een weg.`);
    const { clientKey: id, body, due } = input;
    const made = await insertPilotAgreement(tx, {
      id,
      pilotLibraryId: part.id,
      body,
      ownerId: owner.personId,
      due,
      byId: actor.personId,
      at: ctx.now,
    });
    if (!made) return;
    await recordPilotAgreement(tx, ctx, {
      id,
      libraryId: part.libraryId,
      ownerId: owner.personId,
      detail: { change: 'made', due },
    });
    await mailPilotOwner(tx, ctx, { pilot, partId: part.id, libraryName: part.libraryName, owner, body, due, key: id });
  });
  ctx.mailWaits();
}
