import { findContact } from '#src/db/queries/pilot-talk.ts';
import type { Context } from '../context.ts';
import { assertTalking, reachTalk, type PartPlace } from '../pilot/talk.ts';
import { notFound, refused } from '../service-error.ts';
import { callOff } from './call-off.ts';
import { alreadyHeld } from './change.ts';

/** Calls a talk off and takes it out of the calendars. Twice is once. */
export async function cancelContact(ctx: Context, input: PartPlace & { contactId: string }): Promise<void> {
  const { pilot, part } = await reachTalk(ctx, input, 'adviser');
  await ctx.db.transaction(async (tx) => {
    const row = await findContact(tx, input.contactId);
    if (row?.pilotLibraryId !== part.id) throw notFound();
    if (row.cancelledAt) return;
    await assertTalking(tx, ctx, part.id);
    if (row.startsAt <= ctx.now) throw refused(alreadyHeld);
    await callOff(tx, ctx, { pilot, part, contacts: [row] });
  });
  ctx.mailWaits();
}
