import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { reachVersion } from './reach.ts';

/** The file as it was uploaded. */
export async function originalOf(
  ctx: Context,
  ids: { packageId: string; versionId: string },
): Promise<{ path: string; bytes: number; fileName: string }> {
  const { version } = await reachVersion(ctx.db, ctx, ids);
  const file = await ctx.packages.original(version.id);
  if (!file) throw notFound();
  return { ...file, fileName: version.fileName };
}
