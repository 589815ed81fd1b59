/** A small package of our own for each of a few libraries, as if their specialists had brought it in; one reader is halfway. */
import { fileURLToPath } from 'node:url';
import { insertPackage, insertPackageAttempt, insertVersion, publishVersion, saveState } from '#src/db/queries/package.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import { packagePrefix } from '#src/domain/package-id.ts';
import { launchables } from '#src/scorm/manifest/types.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { rowOf } from '../package/version-row.ts';

const folder = fileURLToPath(new URL('../../../content/packages/huisregels', import.meta.url));

/** @param of each library with its specialist; the first one's reader has begun */
export async function addPackages(
  ctx: Context,
  of: readonly { libraryId: string; specialist: string }[],
  reader: string,
): Promise<void> {
  const at = addDays(ctx.now, -20);
  for (const [index, { libraryId, specialist }] of of.entries()) {
    const taken = await ctx.packages.take(await ctx.packages.pack(folder, 'huisregels.zip'));
    const [packageId, versionId] = [packagePrefix + newId(), newId()];
    await ctx.packages.keep(taken, versionId);
    const by = { byId: specialist, at };
    await ctx.db.transaction(async (tx) => {
      await insertPackage(tx, { id: packageId, ownerId: libraryId, ...by });
      const row = rowOf(taken, { id: versionId, packageId, nr: 1, fileName: 'huisregels.zip' });
      await insertVersion(tx, { ...row, ...by });
      await publishVersion(tx, versionId, {
        title: row.title,
        minutes: 10,
        rule: 'passed',
        minScore: null,
        windows: false,
        publishedAt: at,
        publishedById: specialist,
      });
      const [part] = launchables(taken.manifest);
      if (index > 0 || !part) return;
      const attemptId = newId();
      const begun = addDays(ctx.now, -2);
      await insertPackageAttempt(tx, {
        id: attemptId,
        personId: reader,
        versionId,
        nr: 1,
        preview: false,
        startedAt: begun,
        savedAt: begun,
        completion: 'incomplete',
        success: 'unknown',
        itemId: part.id,
      });
      await saveState(tx, {
        attemptId,
        itemId: part.id,
        session: 1,
        sequence: 4,
        totalSeconds: 0,
        sessionSeconds: 130,
        finished: true,
        at: begun,
        data: {
          'cmi.core.lesson_status': 'incomplete',
          'cmi.core.lesson_location': '3',
          'cmi.core.exit': 'suspend',
          'cmi.core.session_time': '00:02:10',
          'cmi.suspend_data': '{"bellen":true}',
          'cmi.interactions.0.id': 'bellen',
          'cmi.interactions.0.type': 'choice',
          'cmi.interactions.0.time': '10:14:00',
          'cmi.interactions.0.student_response': 'b',
          'cmi.interactions.0.correct_responses.0.pattern': 'b',
          'cmi.interactions.0.result': 'correct',
        },
      });
    });
  }
  await ctx.packagesChanged();
}
