import type { ConversationCardView } from '#src/domain/lesson-parts.ts';
import type { Context } from '../context.ts';
import { conversationPath } from '../course/paths.ts';
import type { LessonPlace } from '../lesson/parts.ts';

/** The conversations that a lesson leads to, with how far the reader is. */
export async function conversationParts(ctx: Context, at: LessonPlace): Promise<Record<string, ConversationCardView>> {
  const views: Record<string, ConversationCardView> = {};
  for (const id of at.lesson.parts.conversations) {
    const conversation = ctx.catalogue.conversations.get(at.module.id)?.find((c) => c.id === id);
    const start = conversation?.nodes.find((n) => n.id === conversation.start);
    if (!conversation || !start) continue;
    views[id] = {
      title: conversation.title,
      customer: conversation.customer,
      portrait: conversation.portrait,
      mood: start.mood,
      href: conversationPath(at.courseId, at.module.id, id),
      state: null,
      button: 'Begin het gesprek',
    };
  }
  return views;
}
