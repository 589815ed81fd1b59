import type { ConversationCardView } from '#src/domain/lesson-parts.ts';
import { signedIn, type Context } from '../context.ts';
import type { LessonPlace } from '../lesson/parts.ts';
import { cardOf, loadStates } from './card.ts';

/** The conversations that a lesson leads to, with how far the reader is. */
export async function conversationParts(ctx: Context, at: LessonPlace): Promise<Record<string, ConversationCardView>> {
  const placed = (ctx.catalogue.conversations.get(at.module.id) ?? []).filter((c) =>
    at.lesson.parts.conversations.includes(c.id),
  );
  if (placed.length === 0) return {};
  const states = await loadStates(ctx, { personId: signedIn(ctx).personId, moduleIds: [at.module.id] });
  const place = { courseId: at.courseId, moduleId: at.module.id };
  return Object.fromEntries(placed.map((c) => [c.id, cardOf(c, place, states.get(c.id))]));
}
