import { findSuggestion, withdrawSuggestion } from '#src/db/queries/meeting-agenda.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { reachAdvised } from './reach.ts';

/** Takes a suggestion back: of oneself or of a colleague at the same POI. */
export async function takeBackSuggestion(ctx: Context, input: { id: string }): Promise<void> {
  authorise(ctx, 'guide:suggest');
  const found = await findSuggestion(ctx.db, input.id);
  if (!found) throw notFound();
  await reachAdvised(ctx, found.libraryId);
  await withdrawSuggestion(ctx.db, found.id, ctx.now);
}
