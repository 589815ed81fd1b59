import { insertPackage, insertVersion, listVersions } from '#src/db/queries/package.ts';
import { packagePrefix } from '#src/domain/package-id.ts';
import { isPackageRefused } from '#src/scorm/refused.ts';
import type { TakenPackage, Upload } from '#src/scorm/types.ts';
import { recordEvent } from '../audit.ts';
import { signedIn, type Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';
import { reachOwner, reachPackage } from './reach.ts';
import { rowOf } from './version-row.ts';
import { packagePath } from './words.ts';

/** What came in with the form: a file on disk, more than may be, or no file at all. */
export type Received = Upload | 'tooBig' | null;

const field = 'bestand';

/** Takes in a package. Nobody sees it before it is published. Answers its address. */
export async function uploadPackage(ctx: Context, input: { ownerId: string; upload: Received }): Promise<string> {
  return receiving(ctx, input.upload, async (take) => {
    const ownerId = await reachOwner(ctx.db, ctx, input.ownerId);
    const packageId = packagePrefix + newId();
    const by = { byId: signedIn(ctx).personId, at: ctx.now };
    const { versionId, row } = await take(packageId, 1);
    await keeping(ctx, versionId, () =>
      ctx.db.transaction(async (tx) => {
        await insertPackage(tx, { id: packageId, ownerId, ...by });
        await insertVersion(tx, { ...row, ...by });
        await recordEvent(tx, ctx, { kind: 'packageChanged', entity: 'package', entityId: packageId, organisationId: ownerId });
      }),
    );
    return packagePath(packageId);
  });
}

/** Takes in a new version of a package; results of earlier ones stay as they are. */
export async function uploadVersion(ctx: Context, input: { packageId: string; upload: Received }): Promise<string> {
  return receiving(ctx, input.upload, async (take) => {
    const owner = await reachPackage(ctx.db, ctx, input.packageId);
    const [newest] = await listVersions(ctx.db, owner.id);
    const by = { byId: signedIn(ctx).personId, at: ctx.now };
    const { versionId, row } = await take(owner.id, (newest?.nr ?? 0) + 1);
    await keeping(ctx, versionId, () =>
      ctx.db.transaction(async (tx) => {
        // What was chosen for the last one holds for the next.
        const chosen = newest && {
          rule: newest.rule,
          minScore: newest.minScore,
          minutes: newest.minutes,
          windows: newest.windows,
        };
        await insertVersion(tx, { ...row, ...chosen, ...by });
        await recordEvent(tx, ctx, {
          kind: 'packageChanged',
          entity: 'package',
          entityId: owner.id,
          organisationId: owner.ownerId,
        });
      }),
    );
    return packagePath(owner.id);
  });
}

type Take = (packageId: string, nr: number) => Promise<{ versionId: string; row: ReturnType<typeof rowOf> }>;

/** Whatever happens, no file that came in is left behind. */
async function receiving(ctx: Context, upload: Received, run: (take: Take) => Promise<string>): Promise<string> {
  let taken = false;
  try {
    return await run(async (packageId, nr) => {
      if (upload === 'tooBig') throw invalid(field, 'Dit bestand is groter dan 500 MB. Maak filmpjes en plaatjes kleiner.');
      if (!upload || upload.bytes === 0) throw invalid(field, 'Kies eerst een bestand.');
      taken = true;
      const found = await unpack(ctx, upload);
      const versionId = newId();
      await ctx.packages.keep(found, versionId);
      return { versionId, row: rowOf(found, { id: versionId, packageId, nr, fileName: cleanName(upload.fileName) }) };
    });
  } finally {
    if (!taken && upload && upload !== 'tooBig') await ctx.packages.dropUpload(upload);
  }
}

async function unpack(ctx: Context, upload: Upload): Promise<TakenPackage> {
  try {
    return await ctx.packages.take(upload);
  } catch (error) {
    if (isPackageRefused(error)) throw invalid(field, error.reason);
    throw error;
  }
}

/** Files come before the row that names them; without the row they go again. */
async function keeping(ctx: Context, versionId: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    await ctx.packages.remove(versionId);
    throw error;
  }
}

const cleanName = (name: string) =>
  name
    .replaceAll(/[\p{C}"\\/]/gu, '')
    .trim()
    .slice(-120) || 'pakket.zip';
