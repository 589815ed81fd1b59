import { endGroupLink, insertLink, listGroupLinks } from '#src/db/queries/one-time-link.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { hashToken, newToken } from '../new-id.ts';

export const linkUses = { least: 1, most: 50 };
export const linkDays = { least: 1, most: 30 };

/** A link that lets people into a group by themselves. Only its hash is stored, so this is the one time it can be shown. */
export interface MadeLink {
  link: string;
  uses: number;
  until: string;
}

export async function openGroupLinks(ctx: Context, groupId: string) {
  const group = await reachGroup(ctx, groupId, 'group:arrange');
  const links = await listGroupLinks(ctx.db, groupId, ctx.now);
  return {
    groupId,
    groupName: group.name,
    closed: group.closedAt !== null,
    links: links.map((l) => ({
      id: l.tokenHash,
      made: longDate(l.createdAt),
      until: longDate(l.expiresAt),
      usesLeft: l.usesLeft,
    })),
  };
}

export async function makeGroupLink(ctx: Context, input: { groupId: string; uses: number; days: number }): Promise<MadeLink> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  assertOpen(group);
  const token = newToken();
  const until = new Date(ctx.now.getTime() + input.days * 86_400_000);
  await ctx.db.transaction(async (tx) => {
    await insertLink(tx, {
      tokenHash: hashToken(token),
      purpose: 'groupInvitation',
      groupId: group.id,
      usesLeft: input.uses,
      expiresAt: until,
      createdAt: ctx.now,
    });
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'group',
      entityId: group.id,
      organisationId: group.libraryId,
      detail: { change: 'linkMade', uses: input.uses, days: input.days },
    });
  });
  return { link: `${ctx.publicBaseUrl}/meedoen/${token}`, uses: input.uses, until: longDate(until) };
}

export async function endLink(ctx: Context, input: { groupId: string; linkId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  await ctx.db.transaction(async (tx) => {
    await endGroupLink(tx, group.id, input.linkId);
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'group',
      entityId: group.id,
      organisationId: group.libraryId,
      detail: { change: 'linkEnded' },
    });
  });
}
