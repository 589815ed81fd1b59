import { insertContact } from '#src/db/queries/pilot-talk.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import type { MomentFields } from '../meeting/plan-moment.ts';
import { assertTalking, peopleOf, reachTalk, type PartPlace } from '../pilot/talk.ts';
import { attendeesOf, tellContact } from './tell.ts';
import { contactTimes } from './times.ts';
import { toldOf } from './told.ts';

export type ContactFields = MomentFields & { about: string; confirmed: boolean };

/**
 * Plans a talk of adviser and library: it goes by mail into the calendars of the specialists and of the adviser. The same form
 * a second time plans nothing new.
 * @throws ServiceError invalid for hours that don't fit
 */
export async function planContact(ctx: Context, input: PartPlace & ContactFields & { clientKey: string }): Promise<void> {
  const { actor, pilot, part } = await reachTalk(ctx, input, 'adviser');
  const times = contactTimes(ctx, pilot, input);
  confirmNoCustomerData({ texts: [input.about, input.place], confirmed: input.confirmed });
  await ctx.db.transaction(async (tx) => {
    await assertTalking(tx, ctx, part.id);
    const contact = {
      id: input.clientKey,
      pilotLibraryId: part.id,
      about: input.about,
      ...times,
      icalUid: `${input.clientKey}@${new URL(ctx.publicBaseUrl).hostname}`,
      sequence: 0,
      byId: actor.personId,
      at: ctx.now,
      cancelledAt: null,
    };
    if (!(await insertContact(tx, contact))) return;
    const people = attendeesOf(await peopleOf(tx, { pilot, part, now: ctx.now }), actor.personId);
    await tellContact(tx, ctx, { ...(await toldOf(tx, { pilot, part, contact })), people, method: 'request' });
  });
  ctx.mailWaits();
}
