import { listToInvite } from '#src/db/queries/membership.ts';
import { invite } from '../account/invite.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { notFound, refused } from '../service-error.ts';

/** Not again within this time: a second click, or two leaders at once, is one mail. */
const quiet = 10 * 60_000;

/**
 * Sends members who have never been in a new invitation; their older link stops working.
 * @param input.personId one of them; null: all
 */
export async function inviteMembersAgain(
  ctx: Context,
  input: { groupId: string; personId: string | null },
): Promise<{ sent: number }> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  assertOpen(group);
  if (group.kind === 'practice') throw refused('Dit is een oefengroep. Daar gaat geen mail uit.');
  const wanted = (rows: Awaited<ReturnType<typeof listToInvite>>) =>
    rows.filter((r) => input.personId === null || r.personId === input.personId);
  const everyone = wanted(await listToInvite(ctx.db, group.id)).map((r) => r.personId);
  if (input.personId !== null && everyone.length === 0) throw notFound();
  let sent = 0;
  // In parts, so that everybody else's writing doesn't wait.
  for (let at = 0; at < everyone.length; at += 50)
    sent += await ctx.db.transaction(async (tx) => {
      const part = new Set(everyone.slice(at, at + 50));
      let count = 0;
      for (const row of await listToInvite(tx, group.id)) {
        const { personId, accountId, email, joined, leftAt, deactivatedAt, invitedAt } = row;
        if (!part.has(personId) || email === null || joined || leftAt || deactivatedAt) continue;
        if (invitedAt && ctx.now.getTime() - invitedAt.getTime() < quiet) continue;
        await invite(tx, ctx, { personId, accountId, email, libraryName: group.libraryName, groupId: group.id });
        count += 1;
      }
      return count;
    });
  ctx.mailWaits();
  return { sent };
}
