import { listPackages, listPublished } from '#src/db/queries/package.ts';
import { shortDate } from '#src/domain/calendar-day.ts';
import { can, staffLibraries } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { packagePath, standardNames } from './words.ts';

export interface PackageLine {
  href: string;
  title: string;
  standard: string;
  owner: string;
  state: 'concept' | 'open';
  /** "versie 2 van 3 april 2027" */
  version: string;
}

/** The packages that the signed-in person keeps. */
export async function listOwnPackages(ctx: Context): Promise<{ lines: PackageLine[]; playable: boolean }> {
  const actor = authorise(ctx, 'package:list');
  const ownerIds = can(actor, 'person:manage')
    ? ('all' as const)
    : staffLibraries(actor).flatMap((library) => (library.manages ? [library.id] : []));
  const [rows, published] = await Promise.all([listPackages(ctx.db, { ownerIds }), listPublished(ctx.db)]);
  const open = new Set(published.map((p) => p.packageId));
  return {
    playable: ctx.contentBaseUrl !== null,
    lines: rows.map(({ version, ownerName }) => ({
      href: packagePath(version.packageId),
      title: version.title,
      standard: standardNames[version.standard],
      owner: ownerName,
      state: open.has(version.packageId) ? 'open' : 'concept',
      version: `versie ${version.nr}, ${shortDate(version.at)}`,
    })),
  };
}
