import { countNotes, findNote, insertNote } from '#src/db/queries/note.ts';
import { mostNotes } from '#src/domain/note.ts';
import { authorise, type Context } from '../context.ts';
import { lessonPlace } from '../course/reading.ts';
import { notFound, refused } from '../service-error.ts';
import { checkedNote, type WrittenNote } from './check.ts';

/**
 * Keeps a note, for its writer only.
 * @param input.id chosen by the form, so that a second click makes no second one
 */
export async function addNote(ctx: Context, input: WrittenNote & { id: string; lessonId: string | null }): Promise<void> {
  const { personId } = authorise(ctx, 'desk:own');
  const body = checkedNote(input);
  const lessonId = input.lessonId !== null && lessonPlace(ctx.catalogue, input.lessonId) ? input.lessonId : null;
  await ctx.db.transaction(async (tx) => {
    if (await findNote(tx, { personId, id: input.id })) return;
    if ((await countNotes(tx, personId)) >= mostNotes)
      throw refused(`Je hebt al ${mostNotes} notities. Verwijder er eerst een paar. Je tekst staat er nog.`);
    const added = await insertNote(tx, { id: input.id, personId, body, lessonId, createdAt: ctx.now, changedAt: ctx.now });
    // The id is taken by someone else: nothing of theirs is shown or changed.
    if (!added) throw notFound();
  });
}
