import { findOwnMeeting } from '#src/db/queries/own-meeting.ts';
import type { Queryable } from '#src/db/client.ts';
import type { Actor } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export type OwnMeetingPlace = NonNullable<Awaited<ReturnType<typeof findOwnMeeting>>>;

/** A meeting of a group that one takes part in; any other is "not found". */
export async function reachOwnMeeting(
  ctx: Context,
  meetingId: string,
  db: Queryable = ctx.db,
): Promise<{ actor: Actor; meeting: OwnMeetingPlace }> {
  const actor = authorise(ctx, 'course:follow');
  const meeting = await findOwnMeeting(db, { meetingId, personId: actor.personId });
  if (!meeting) throw notFound();
  return { actor, meeting };
}
