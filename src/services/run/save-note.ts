import { saveNote } from '#src/db/queries/run.ts';
import { signedIn, type Context } from '../context.ts';
import { reachRun, type MomentAt } from './load.ts';

export const longestNote = 5000;

/** Keeps what this leader noted for themselves. Nobody else reads it, other leaders neither. */
export async function saveRunNote(ctx: Context, input: MomentAt & { body: string }): Promise<void> {
  const { moment } = await reachRun(ctx, input);
  await saveNote(ctx.db, { momentId: moment.id, personId: signedIn(ctx).personId, body: input.body, at: ctx.now });
}
