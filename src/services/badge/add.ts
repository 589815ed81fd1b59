import type { Queryable } from '#src/db/client.ts';
import { countInList, insertBadge, insertBadges, listWithoutBadge, newestList } from '#src/db/queries/badge.ts';
import { listLength, positionBy } from '#src/domain/open-badge.ts';
import type { Context } from '../context.ts';
import { newToken } from '../new-id.ts';

/** So often a taken place means bad luck; after that the list is about full, and another begins. */
const tries = 24;
/** So many at once when many are behind, and from how many on. */
const batch = { most: 500, least: 50 };

/** What a certificate needs to go along as a badge: a salt of its own, and a bit by chance. In the transaction that issues it. */
export async function addBadge(db: Queryable, ctx: Pick<Context, 'random'>, certificateId: string): Promise<void> {
  let list = await newestList(db);
  for (let tried = 1; ; tried++) {
    if (await insertBadge(db, { certificateId, salt: newToken(), list, position: positionBy(ctx.random()) })) return;
    if (tried % tries === 0) list += 1;
  }
}

/** The same for all that have none: certificates from before there were badges, and those of a demonstration. */
export async function addMissingBadges(ctx: Pick<Context, 'db' | 'random'>): Promise<void> {
  for (;;) {
    const missing = await listWithoutBadge(ctx.db, batch.most);
    if (missing.length === 0) return;
    await ctx.db.transaction(async (tx) => {
      if (missing.length < batch.least) {
        for (const id of missing) await addBadge(tx, ctx, id);
        return;
      }
      const newest = await newestList(tx);
      const list = (await countInList(tx, newest)) + missing.length > listLength / 2 ? newest + 1 : newest;
      const places = new Map(missing.map((id) => [positionBy(ctx.random()), id]));
      await insertBadges(
        tx,
        [...places].map(([position, certificateId]) => ({ certificateId, salt: newToken(), list, position })),
      );
    });
  }
}
