import { deleteExpiredLaunches, insertLaunch, insertPackageAttempt, listPackageAttempts } from '#src/db/queries/package.ts';
import { unknownResult } from '#src/domain/package-result.ts';
import { signedIn, type Context } from '../context.ts';
import { hashToken, newId, newToken } from '../new-id.ts';
import { notFound, refused } from '../service-error.ts';
import { reachPlayable } from './play-reach.ts';
import { startPath } from './words.ts';

/** Long enough for a day at a desk; every start makes a new key. */
export const launchHours = 12;

/**
 * Opens a package: goes on with the last go, or begins one. The key that this makes plays one go on the content host and takes
 * the place of earlier ones. Answers the address of the player.
 */
export async function startPackage(
  ctx: Context,
  input: { packageId: string; preview: boolean; again: boolean },
): Promise<string> {
  const { manages, versions, current } = await reachPlayable(ctx.db, ctx, input.packageId);
  if (ctx.contentBaseUrl === null) throw refused('Pakketten kunnen hier nu niet afspelen. Vraag de beheerder.');
  const preview = input.preview && manages;
  const version = preview ? versions[0] : current;
  if (!version) throw notFound();
  const { personId } = signedIn(ctx);
  const token = newToken();
  await ctx.db.transaction(async (tx) => {
    const attempts = await listPackageAttempts(tx, { personId, packageId: input.packageId, preview });
    const [last] = attempts;
    // What is under way goes on in its own version. What is done can be looked at again, or begun anew.
    const isOver = last !== undefined && last.attempt.savedAt !== null && last.attempt.itemId === null;
    const goesOn =
      last &&
      !isOver &&
      !(input.again && (last.attempt.doneAt !== null || preview)) &&
      !(preview && last.version.id !== version.id);
    let attemptId = goesOn ? last.attempt.id : null;
    if (attemptId === null) {
      attemptId = newId();
      const nr = Math.max(0, ...attempts.filter((a) => a.version.id === version.id).map((a) => a.attempt.nr)) + 1;
      await insertPackageAttempt(tx, {
        id: attemptId,
        personId,
        versionId: version.id,
        nr,
        preview,
        startedAt: ctx.now,
        ...unknownResult,
      });
    }
    await deleteExpiredLaunches(tx, ctx.now);
    await insertLaunch(tx, {
      hash: hashToken(token),
      attemptId,
      at: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + launchHours * 3_600_000),
    });
  });
  // A small screen begins at the player, not at what is above it.
  return `${startPath(input.packageId)}/spelen/${token}#speler`;
}
