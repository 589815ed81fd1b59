import { libraryOrders, listOrganisations } from '#src/db/queries/organisation.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { authorise, type Context } from '../context.ts';

/** Libraries (or POIs) for the administrator, as the address asks. */
export async function listLibraries(ctx: Context, given: Record<string, string>) {
  authorise(ctx, 'organisation:manage');
  const query = readListQuery(given, {
    orders: libraryOrders,
    filters: { soort: ['poi'], staat: ['opgeheven'], mist: ['specialist'] },
  });
  return pageOf(query, await listOrganisations(ctx.db, query, ctx.now));
}
