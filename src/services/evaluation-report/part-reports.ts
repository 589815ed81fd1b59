import { listSnapshots } from '#src/db/queries/evaluation-report.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { reportKindNames } from '#src/domain/evaluation-report.ts';
import type { Context } from '../context.ts';
import { reachPart } from '../pilot/reach.ts';
import { reportPath } from './paths.ts';

/** The reports of a pilot that a library is in, newest first: for its specialists and the adviser. */
export async function listPartReports(ctx: Context, partId: string): Promise<{ href: string; title: string; detail: string }[]> {
  const { pilot, part } = await reachPart(ctx, partId, 'either');
  // Who said yes after a report was made is not in it.
  const since = part.acceptedAt;
  if (since === null) return [];
  return (await listSnapshots(ctx.db, pilot.id))
    .filter(({ at }) => at >= since)
    .map(({ version, kind, at }) => ({
      href: reportPath(pilot.id, version, part.id),
      title: `${reportKindNames[kind]}, versie ${version}`,
      detail: `gemaakt op ${longDate(at)}`,
    }));
}
