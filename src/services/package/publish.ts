import { publishVersion } from '#src/db/queries/package.ts';
import type { CompletionRule } from '#src/domain/package-result.ts';
import { recordEvent } from '../audit.ts';
import { signedIn, type Context } from '../context.ts';
import { invalid, refused } from '../service-error.ts';
import { reachVersion } from './reach.ts';

/** From now on a group can ask for it and this version is what one starts. What someone did in an earlier one stays. */
export async function publishPackage(
  ctx: Context,
  input: { packageId: string; versionId: string; title: string; minutes: number; windows: boolean } & CompletionRule,
): Promise<void> {
  const { owner, version } = await reachVersion(ctx.db, ctx, input);
  if (version.publishedAt) throw refused('Deze versie staat al open.');
  if (input.rule === 'score' && input.minScore === null) throw invalid('score', 'Vul in welke score genoeg is, van 0 tot 100.');
  await ctx.db.transaction(async (tx) => {
    await publishVersion(tx, version.id, {
      title: input.title,
      minutes: input.minutes,
      windows: input.windows,
      rule: input.rule,
      minScore: input.rule === 'score' ? input.minScore : null,
      publishedAt: ctx.now,
      publishedById: signedIn(ctx).personId,
    });
    await recordEvent(tx, ctx, {
      kind: 'packageChanged',
      entity: 'package',
      entityId: owner.id,
      organisationId: owner.ownerId,
      detail: { published: version.nr },
    });
  });
  await ctx.packagesChanged();
}
