import { deleteNote } from '#src/db/queries/note.ts';
import { authorise, type Context } from '../context.ts';

/** Throws a note away for good. One that is not there (any more) is no error: a second click does nothing. */
export async function removeNote(ctx: Context, input: { id: string }): Promise<void> {
  const { personId } = authorise(ctx, 'desk:own');
  await ctx.db.transaction((tx) => deleteNote(tx, { personId, id: input.id }));
}
