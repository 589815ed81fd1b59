import { listLibrariesOf } from '#src/db/queries/meeting-agenda.ts';
import { can } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** A library under the POI that the reader advises for; any other is "not found". */
export async function reachAdvised(ctx: Context, libraryId: string) {
  const actor = authorise(ctx, 'guide:suggest');
  const poiIds = actor.employments.map((e) => e.organisationId).filter((poiId) => can(actor, 'guide:suggestTo', { poiId }));
  const library = (await listLibrariesOf(ctx.db, poiIds)).find((l) => l.id === libraryId);
  if (library) return { actor, library };
  ctx.denied = 'guide:suggestTo';
  throw notFound();
}
