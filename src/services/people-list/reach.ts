import type { Queryable } from '#src/db/client.ts';
import { findOrganisation, type OrganisationRow } from '#src/db/queries/organisation.ts';
import { findImportHead } from '#src/db/queries/people-list.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** The library that people may be let in at by who asks, while it runs. */
export async function reachLibrary(db: Queryable, ctx: Context, libraryId: string): Promise<OrganisationRow> {
  authorise(ctx, 'people:import');
  authorise(ctx, 'people:import', { libraryId });
  const library = await findOrganisation(db, libraryId);
  if (library?.kind !== 'library' || library.endedAt) throw notFound();
  return library;
}

/** The library of a list that was uploaded, for who uploaded it and still may: to everybody else it isn't there. */
export async function reachImport(db: Queryable, ctx: Context, id: string): Promise<OrganisationRow> {
  authorise(ctx, 'people:import');
  const head = await findImportHead(db, id);
  if (!head || head.byId !== signedIn(ctx).personId) throw notFound();
  return reachLibrary(db, ctx, head.libraryId);
}
