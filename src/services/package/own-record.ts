import { listPackageAttempts, listStates } from '#src/db/queries/package.ts';
import { shortDate } from '#src/domain/calendar-day.ts';
import { resultOfSco } from '#src/domain/package-result.ts';
import { keptOfSco, spentInWords, type KeptOfSco } from '#src/domain/sco-record.ts';
import { launchables, type Manifest } from '#src/scorm/manifest/types.ts';
import { signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { reachPlayable } from './play-reach.ts';
import { editionOf, resultInWords, startPath } from './words.ts';

export interface OwnRecord {
  title: string;
  back: string;
  /** "Versie 2, begonnen op 3 april 2027" */
  about: string;
  result: string;
  spent: string;
  parts: ({ title: string; result: string; spent: string } & KeptOfSco)[];
}

/** What a package kept of the signed-in person at the last go; nobody else gets to see it. */
export async function openOwnRecord(ctx: Context, packageId: string): Promise<OwnRecord> {
  await reachPlayable(ctx.db, ctx, packageId);
  const { personId } = signedIn(ctx);
  const [last] = await listPackageAttempts(ctx.db, { personId, packageId, preview: false });
  if (!last) throw notFound();
  const { attempt, version } = last;
  const edition = editionOf(version.standard);
  const states = new Map((await listStates(ctx.db, attempt.id)).map((state) => [state.itemId, state]));
  const spent = (seconds: number) => spentInWords(seconds);
  let total = 0;
  const parts = launchables(version.manifest as Manifest).flatMap(({ id, title }) => {
    const state = states.get(id);
    if (!state) return [];
    const seconds = state.totalSeconds + state.sessionSeconds;
    total += seconds;
    const result = resultInWords(resultOfSco(edition, state.data));
    return [{ title, result, spent: spent(seconds), ...keptOfSco(edition, state.data) }];
  });
  return {
    title: version.title,
    back: startPath(packageId),
    about: `Versie ${version.nr}, begonnen op ${shortDate(attempt.startedAt)}`,
    result: resultInWords(attempt),
    spent: spent(total),
    parts,
  };
}
