import { findLibrary } from '#src/db/queries/statement.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** The library whose statements someone asks for. */
export async function reachLibrary(ctx: Context, libraryId: string) {
  authorise(ctx, 'statement:export', { libraryId });
  const library = await findLibrary(ctx.db, libraryId);
  if (!library) throw notFound();
  return library;
}
