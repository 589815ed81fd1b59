import { listConversationStates } from '#src/db/queries/conversation.ts';
import { notBegun, stateOf, type ConversationState } from '#src/domain/conversation-text.ts';
import type { Conversation } from '#src/domain/conversation.ts';
import type { ConversationCardView } from '#src/domain/lesson-parts.ts';
import type { Context } from '../context.ts';
import { conversationPath } from '../course/paths.ts';

/** How far this person is in each conversation of these modules that they began. */
export async function loadStates(
  ctx: Context,
  where: { personId: string; moduleIds: readonly string[] },
): Promise<ReadonlyMap<string, ConversationState>> {
  const states = await listConversationStates(ctx.db, where);
  return new Map(
    [...states].map(([id, { turns, endings }]) => [id, { turn: turns === null ? null : turns + 1, endings }] as const),
  );
}

/** The way into a conversation, at the place where this person is. */
export function cardOf(
  conversation: Conversation,
  at: { courseId: string; moduleId: string },
  state: ConversationState = notBegun,
): ConversationCardView {
  const start = conversation.nodes.find((n) => n.id === conversation.start);
  const path = conversationPath(at.courseId, at.moduleId, conversation.id);
  const anchor = state.turn === null ? (state.endings.size > 0 ? '#einde' : '') : state.turn > 1 ? `#beurt-${state.turn}` : '';
  return {
    id: conversation.id,
    title: conversation.title,
    customer: conversation.customer,
    portrait: conversation.portrait,
    mood: start?.mood ?? 'afwachtend',
    href: `${path}${anchor}`,
    ...stateOf(conversation, state),
  };
}
