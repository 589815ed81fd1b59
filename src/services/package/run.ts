import { findLaunch, listStates, type FoundLaunch } from '#src/db/queries/package.ts';
import type { LaunchData } from '#src/scorm/launch-data.ts';
import type { Manifest } from '#src/scorm/manifest/types.ts';
import type { Context } from '../context.ts';
import { createHash } from 'node:crypto';
import { hashToken } from '../new-id.ts';
import { ServiceError, notFound } from '../service-error.ts';
import { readValues } from './common.ts';
import { editionOf } from './words.ts';

/** A launch that still plays; the content host has no session, its key is all there is. @throws ServiceError */
export async function reachLaunch(db: Context['db'], ctx: Context, token: string): Promise<FoundLaunch> {
  const launch = await findLaunch(db, hashToken(token));
  if (!launch || launch.deletedAt) throw notFound();
  if (launch.replacedAt) throw new ServiceError('conflict', 'Dit pakket is in een ander venster opnieuw geopend.');
  if (launch.expiresAt <= ctx.now) throw new ServiceError('forbidden', 'Dit pakket staat al te lang open. Open het opnieuw.');
  return launch;
}

export async function runLaunch(ctx: Context, token: string): Promise<LaunchData> {
  const launch = await reachLaunch(ctx.db, ctx, token);
  const { attempt, version, personName } = launch;
  const [states, values] = await Promise.all([listStates(ctx.db, attempt.id), readValues(ctx.db, launch)]);
  const manifest = version.manifest as Manifest;
  const edition = editionOf(version.standard);
  return {
    edition,
    standard: version.standard,
    title: version.title,
    preview: attempt.preview,
    learner: { id: learnerId(attempt.personId, version.packageId), name: lastNameFirst(personName) },
    root: manifest.root,
    collections: manifest.collections,
    states: Object.fromEntries(
      states.map(({ itemId, data, session, finished, totalSeconds, sessionSeconds }) => [
        itemId,
        { data, session, finished, totalSeconds, sessionSeconds },
      ]),
    ),
    objectives: values.objective,
    shared: values.shared as Record<string, string>,
    sequencing: attempt.sequencing,
    itemId: attempt.itemId,
  };
}

/** The same person in another package is someone else: makers of packages can't lay their results side by side. */
const learnerId = (personId: string, packageId: string) =>
  createHash('sha256').update(`${packageId} ${personId}`).digest('hex').slice(0, 24);

/** "Achternaam, Voornaam", as the standard asks; tussenvoegsels stay with the last name. */
function lastNameFirst(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return rest.length > 0 ? `${rest.join(' ')}, ${first}` : first;
}
