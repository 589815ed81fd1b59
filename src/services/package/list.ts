import { listPackages } from '#src/db/queries/package.ts';
import { shortDate } from '#src/domain/calendar-day.ts';
import { pageOf, readListQuery, type ListPage } from '#src/domain/list-query.ts';
import { can, staffLibraries } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { ownerInWords, packagePath, standardNames } from './words.ts';

export interface PackageLine {
  href: string;
  title: string;
  standard: string;
  owner: string;
  state: 'concept' | 'open';
  /** "versie 2, 3 april 2027" */
  version: string;
}

/** The packages that the signed-in person keeps, as the address asks. */
export async function listOwnPackages(
  ctx: Context,
  given: Record<string, string>,
): Promise<ListPage<PackageLine> & { playable: boolean }> {
  const actor = authorise(ctx, 'package:list');
  const ownerIds = can(actor, 'person:manage')
    ? ('all' as const)
    : staffLibraries(actor).flatMap((library) => (library.manages ? [library.id] : []));
  const query = readListQuery(given, { orders: ['naam'], filters: {} });
  const page = pageOf(query, await listPackages(ctx.db, query, { ownerIds }));
  return {
    ...page,
    playable: ctx.contentBaseUrl !== null,
    rows: page.rows.map((row) => ({
      href: packagePath(row.packageId),
      title: row.title,
      standard: standardNames[row.standard],
      owner: ownerInWords({ name: row.ownerName, kind: row.ownerKind }),
      state: row.open ? 'open' : 'concept',
      version: `versie ${row.nr}, ${shortDate(row.at)}`,
    })),
  };
}
