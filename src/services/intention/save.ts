import { deleteIntention, findIntention, saveIntention } from '#src/db/queries/agreement.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { reachOwnMeeting } from '../meeting/reach-own.ts';

/** Longest intention, in characters. */
export const longestIntention = 1000;

/**
 * Keeps someone's own intention: for themselves, or for whoever leads the group too. An empty text takes it away.
 * Nobody hears that it was written, and it counts for nothing.
 */
export async function keepIntention(
  ctx: Context,
  input: { meetingId: string; body: string; shared: boolean; confirmed: boolean },
): Promise<void> {
  const { actor, meeting } = await reachOwnMeeting(ctx, input.meetingId);
  const where = { meetingId: meeting.id, personId: actor.personId };
  await ctx.db.transaction(async (tx) => {
    if (input.body === '') return deleteIntention(tx, where);
    const known = await findIntention(tx, where);
    confirmNoCustomerData({ texts: [input.body], confirmed: input.confirmed, known: known ? [known.body] : [] });
    await saveIntention(tx, { ...where, body: input.body, shared: input.shared, at: ctx.now });
  });
}
