import { listDrafts } from '#src/db/queries/draft.ts';
import { homeOf } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { spotPath } from './spot.ts';

/** The way back from the desk: the spot that was left last, on whatever device; without one, where this person starts. */
export async function returnFromDesk(ctx: Context): Promise<string> {
  const actor = authorise(ctx, 'course:follow');
  const drafts = await listDrafts(ctx.db, actor.personId, ctx.now);
  const spot = drafts.find((d) => d.body.action === 'desk.leave');
  return spot ? spotPath(spot.body.path, spot.body.fields) : homeOf(actor);
}
