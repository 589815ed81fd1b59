import { endRun, insertRun } from '#src/db/queries/conversation.ts';
import { authorise, type Context } from '../context.ts';
import { conversationPath } from '../course/paths.ts';
import { newId } from '../new-id.ts';
import { findConversation, type ConversationPlace } from './find.ts';
import { loadStanding } from './load-standing.ts';

/**
 * Begins a conversation anew; a go that is not over is left.
 * @param input.go the go that was on the page: a second click, or a page of an earlier go, begins nothing
 */
export async function startAgain(ctx: Context, input: ConversationPlace & { go: number }): Promise<{ next: string }> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module, conversation } = findConversation(ctx.catalogue, input);
  await ctx.db.transaction(async (tx) => {
    const { standing, openRunId } = await loadStanding(tx, { personId, moduleId: module.id, conversation });
    if (standing.go !== input.go || standing.turns.length === 0) return;
    if (openRunId !== null) await endRun(tx, openRunId, { at: ctx.now, endingId: null });
    await insertRun(tx, {
      id: newId(),
      personId,
      moduleId: module.id,
      conversationId: conversation.id,
      version: module.version,
      startedAt: ctx.now,
    });
  });
  return { next: `${conversationPath(course.id, module.id, conversation.id)}#beurt-1` };
}
