import type { Transaction } from '#src/db/client.ts';
import { endRun, insertRun, insertTurn } from '#src/db/queries/conversation.ts';
import { isKept, isNow, type GivenTurn } from '#src/domain/conversation-standing.ts';
import { anchorOf } from '#src/domain/conversation-view.ts';
import { authorise, type Context } from '../context.ts';
import { conversationPath } from '../course/paths.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';
import { findConversation, type ConversationPlace } from './find.ts';
import { loadStanding, type LoadedStanding } from './load-standing.ts';

/**
 * Saves what someone says to the customer. The first choice of all begins a go; the choice that reaches an ending ends it.
 * A form of another turn than the present one (a stale tab, a replay) changes nothing; a second click just goes on.
 * @returns the path of the part of the page that is new, or of where this person is
 */
export async function chooseReply(ctx: Context, given: ConversationPlace & GivenTurn): Promise<{ next: string }> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module, conversation } = findConversation(ctx.catalogue, given);
  const path = conversationPath(course.id, module.id, conversation.id);
  return ctx.db.transaction(async (tx) => {
    const loaded = await loadStanding(tx, { personId, moduleId: module.id, conversation });
    const { standing } = loaded;
    if (!isNow(standing, given) || standing.place.kind !== 'node')
      return { next: `${path}${isKept(standing, given) ? '' : '?stand=verder'}#${anchorOf(standing)}` };
    const choice = standing.place.node.choices.find((c) => c.id === given.choice);
    if (!choice) throw invalid('choice', 'Kies een van de zinnen hieronder.');

    const own = { personId, moduleId: module.id, conversationId: conversation.id, version: module.version };
    const runId = await runFor(tx, ctx, loaded, own);
    const nr = standing.turns.length + 1;
    await insertTurn(tx, { id: newId(), runId, nr, nodeId: given.node, choiceId: choice.id, at: ctx.now });
    const isEnding = conversation.endings.some((e) => e.id === choice.next);
    if (isEnding) await endRun(tx, runId, { at: ctx.now, endingId: choice.next });
    return { next: `${path}#${isEnding ? 'einde' : `beurt-${nr + 1}`}` };
  });
}

/** The go under way, or a new one; one that no longer fits the text is left. */
async function runFor(
  tx: Transaction,
  ctx: Context,
  { standing, openRunId }: LoadedStanding,
  own: { personId: string; moduleId: string; conversationId: string; version: number },
): Promise<string> {
  if (openRunId !== null && !standing.changed) return openRunId;
  if (openRunId !== null) await endRun(tx, openRunId, { at: ctx.now, endingId: null });
  const id = newId();
  await insertRun(tx, { id, ...own, startedAt: ctx.now });
  return id;
}
