import { findGroup } from '#src/db/queries/rule.ts';
import type { Permission } from '#src/domain/roles.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound, refused } from '../service-error.ts';

export type ReachedGroup = NonNullable<Awaited<ReturnType<typeof findGroup>>>;

/**
 * The group, for whoever may: its leaders and the specialists of its library. Someone else's group is "not found", like
 * one that isn't there; who leads nothing is refused.
 */
export async function reachGroup(ctx: Context, groupId: string, permission: Permission): Promise<ReachedGroup> {
  signedIn(ctx);
  const group = await findGroup(ctx.db, groupId);
  authorise(ctx, permission, { groupId, ...(group ? { libraryId: group.libraryId } : {}) });
  if (!group) throw notFound();
  return group;
}

/** A closed group is read only, but for attendance that turns out to be wrong. */
export function assertOpen(group: { closedAt: Date | null }) {
  if (group.closedAt) throw refused('Deze groep is afgesloten. Er kan niets meer gepland worden.');
}
