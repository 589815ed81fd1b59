import { findNote, updateNote } from '#src/db/queries/note.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { checkedNote, type WrittenNote } from './check.ts';

/** Writes a note anew. Someone else's is not found, like one that isn't there. */
export async function changeNote(ctx: Context, input: WrittenNote & { id: string }): Promise<void> {
  const { personId } = authorise(ctx, 'desk:own');
  await ctx.db.transaction(async (tx) => {
    const note = await findNote(tx, { personId, id: input.id });
    if (!note) throw notFound();
    const body = checkedNote(input, note.body);
    if (body !== note.body) await updateNote(tx, { personId, id: note.id }, { body, changedAt: ctx.now });
  });
}
