import { findGroup } from '#src/db/queries/rule.ts';
import type { Permission } from '#src/domain/roles.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound, refused } from '../service-error.ts';

export type ReachedGroup = NonNullable<Awaited<ReturnType<typeof findGroup>>>;

/**
 * The group, for whoever may: its leaders and the specialists of its library. Someone else's group is "not found", like
 * one that isn't there; who leads nothing is refused.
 * @param momentId where the right may hang on one moment: a substitute, a guest. That it is a moment of this group, the caller checks.
 */
export async function reachGroup(
  ctx: Context,
  groupId: string,
  permission: Permission,
  momentId?: string,
): Promise<ReachedGroup> {
  signedIn(ctx);
  const group = await findGroup(ctx.db, groupId);
  authorise(ctx, permission, { groupId, ...(group ? { libraryId: group.libraryId } : {}), ...(momentId ? { momentId } : {}) });
  if (!group) throw notFound();
  return group;
}

/** A closed group is read only, but for attendance that turns out to be wrong. */
export function assertOpen(group: { closedAt: Date | null }) {
  if (group.closedAt) throw refused('Deze groep is afgesloten. Er kan niets meer gepland worden.');
}
