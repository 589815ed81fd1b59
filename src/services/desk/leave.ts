import { saveDraft } from '#src/db/queries/draft.ts';
import { authorise, type Context } from '../context.ts';
import { draftTerm } from '../draft/keep.ts';
import { keepPlace } from '../lesson/save-position.ts';
import { newId } from '../new-id.ts';
import { coursePageAt, type DeskFields } from './spot.ts';

export interface Leaving {
  /** The page that is being left. */
  path: string;
  /** The part of the lesson on screen. */
  anchor: string | null;
  /** What was chosen in a form on that page, as [name, value]. */
  fields: DeskFields;
}

/** The draft of a page that was left. */
export const deskKey = (path: string) => `desk.leave ${path}`;

/** A customer came: keeps the exact spot and what was half filled in, for this person only. */
export async function leaveForDesk(ctx: Context, leaving: Leaving): Promise<void> {
  const { personId } = authorise(ctx, 'course:follow');
  const page = coursePageAt(ctx.catalogue, leaving.path);
  if (!page) return;
  const { lesson } = page;
  await ctx.db.transaction(async (tx) => {
    if (lesson) await keepPlace(tx, ctx, personId, { ...page, lesson, anchor: leaving.anchor });
    await saveDraft(tx, {
      id: newId(),
      personId,
      formKey: deskKey(leaving.path),
      body: {
        kind: 'desk',
        path: leaving.path,
        action: 'desk.leave',
        fields: [...(leaving.anchor ? ([['anchor', leaving.anchor]] as DeskFields) : []), ...leaving.fields],
      },
      at: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + draftTerm),
    });
  });
}
