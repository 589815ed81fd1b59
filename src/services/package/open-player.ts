import { findLaunch } from '#src/db/queries/package.ts';
import { authorise, type Context } from '../context.ts';
import { hashToken } from '../new-id.ts';
import { notFound } from '../service-error.ts';
import { startPath } from './words.ts';

export type PlayerView =
  | { kind: 'plays'; title: string; back: string; frame: string; origin: string; preview: boolean; windows: boolean }
  | { kind: 'over'; title: string; back: string };

/** The page around the player, for whose key it is. A key that is over leads back to the start. */
export async function openPlayer(ctx: Context, input: { packageId: string; token: string }): Promise<PlayerView> {
  const { personId } = authorise(ctx, 'course:follow');
  const launch = await findLaunch(ctx.db, hashToken(input.token));
  const back = startPath(input.packageId);
  if (!launch || launch.attempt.personId !== personId || launch.version.packageId !== input.packageId) throw notFound();
  const { title } = launch.version;
  const over = launch.replacedAt !== null || launch.deletedAt !== null || launch.expiresAt <= ctx.now;
  if (over || ctx.contentBaseUrl === null) return { kind: 'over', title, back };
  return {
    kind: 'plays',
    title,
    back: launch.attempt.preview ? `${back}?proef=1` : back,
    frame: `${ctx.contentBaseUrl}/s/${input.token}/`,
    origin: ctx.contentBaseUrl,
    preview: launch.attempt.preview,
    // Who tries it out sees all of it, and then chooses.
    windows: launch.attempt.preview || launch.version.windows,
  };
}
