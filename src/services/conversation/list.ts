import type { ConversationCardView } from '#src/domain/lesson-parts.ts';
import { authorise, type Context } from '../context.ts';
import { courseWith, modulePath } from '../course/paths.ts';
import { cardOf, loadStates } from './card.ts';

export interface ConversationListView {
  /** What to do with five minutes: the one that is under way, else one that was never done; null when all were. */
  offer: ConversationCardView | null;
  modules: { title: string; href: string; conversations: ConversationCardView[] }[];
}

/** Every conversation at the desk, by module, in the order of the courses. */
export async function listConversations(ctx: Context): Promise<ConversationListView> {
  const { personId } = authorise(ctx, 'course:follow');
  const { courses, modules, conversations } = ctx.catalogue;
  const moduleIds = [...new Set([...courses.values()].flatMap((c) => c.modules))].filter(
    (id) => (conversations.get(id) ?? []).length > 0,
  );
  const states = await loadStates(ctx, { personId, moduleIds });
  const shown = moduleIds.flatMap((id) => {
    const module = modules.get(id);
    if (!module) return [];
    const at = { courseId: courseWith(ctx.catalogue, id), moduleId: id };
    return {
      title: module.title,
      href: modulePath(at.courseId, id),
      conversations: (conversations.get(id) ?? []).map((c) => cardOf(c, at, states.get(c.id))),
    };
  });
  const all = shown.flatMap((m) => m.conversations);
  const underWay = all.find((c) => (states.get(c.id)?.turn ?? 0) > 1);
  return { offer: underWay ?? all.find((c) => c.state === null) ?? null, modules: shown };
}
