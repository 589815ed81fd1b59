import { deleteBuddyTask, findPair, insertBuddyTask } from '#src/db/queries/buddy.ts';
import { findRule } from '#src/db/queries/rule.ts';
import { authorise, type Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { notFound, refused } from '../service-error.ts';
import { peopleOf } from './load.ts';

/**
 * One of a pair ticks off the small task of a module, for both; or takes the tick back. It counts for nothing: nobody else
 * sees it. Twice is once.
 */
export async function tickBuddyTask(
  ctx: Context,
  input: { pairId: string; moduleId: string; done: boolean },
): Promise<{ groupId: string }> {
  const { personId } = authorise(ctx, 'course:follow');
  return ctx.db.transaction(async (tx) => {
    const pair = await findPair(tx, input.pairId);
    if (!pair || !peopleOf(pair).includes(personId)) throw notFound();
    if (pair.until) throw refused('Jullie zijn geen maatjes meer. Laad de pagina opnieuw.');
    const rule = await findRule(tx, pair.groupId);
    if (!rule?.moduleIds.includes(input.moduleId) || !ctx.catalogue.modules.get(input.moduleId)?.buddyTask) throw notFound();
    const where = { pairId: pair.id, moduleId: input.moduleId };
    if (input.done) await insertBuddyTask(tx, { id: newId(), ...where, byId: personId, at: ctx.now });
    else await deleteBuddyTask(tx, where);
    return { groupId: pair.groupId };
  });
}
