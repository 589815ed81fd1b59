import { listPackageAttempts } from '#src/db/queries/package.ts';
import { listPassedModules } from '#src/db/queries/attempt.ts';
import { shortDate } from '#src/domain/calendar-day.ts';
import { ruleInWords } from '#src/domain/package-result.ts';
import { launchables, type Manifest } from '#src/scorm/manifest/types.ts';
import { signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { reachPlayable } from './play-reach.ts';
import { packagePath, resultInWords, startPath } from './words.ts';

export interface StartView {
  id: string;
  title: string;
  minutes: number;
  parts: number;
  rule: string;
  /** When it was passed, as a date. */
  passedOn: string | null;
  /** What is there to go on with. */
  open: { since: string; result: string } | null;
  /** The last go is done: another one starts anew. */
  again: boolean;
  /** Tries a version that nobody else sees; where the keeper reads about it. */
  preview: { nr: number; href: string } | null;
  manageHref: string | null;
  /** What the package kept of the reader, once there is something. */
  recordHref: string | null;
  playable: boolean;
}

/** Where someone begins with a package, or goes on. */
export async function openStart(ctx: Context, packageId: string, wants: { preview: boolean }): Promise<StartView> {
  const { manages, versions, current } = await reachPlayable(ctx.db, ctx, packageId);
  const { personId } = signedIn(ctx);
  const preview = wants.preview && manages;
  const version = preview ? versions[0] : current;
  if (!version) throw notFound();
  const [attempts, passed] = await Promise.all([
    listPackageAttempts(ctx.db, { personId, packageId, preview }),
    listPassedModules(ctx.db, { personId, moduleIds: [packageId] }),
  ]);
  const [last] = attempts;
  const at = passed.get(packageId);
  return {
    id: packageId,
    title: version.title,
    minutes: version.minutes,
    parts: launchables(version.manifest as Manifest).length,
    rule: ruleInWords(version),
    passedOn: at ? shortDate(at) : null,
    open: last ? { since: shortDate(last.attempt.startedAt), result: resultInWords(last.attempt) } : null,
    again: last?.attempt.doneAt != null,
    preview: preview ? { nr: version.nr, href: packagePath(packageId) } : null,
    recordHref: last && !preview ? `${startPath(packageId)}/bewaard` : null,
    manageHref: manages ? packagePath(packageId) : null,
    playable: ctx.contentBaseUrl !== null,
  };
}
