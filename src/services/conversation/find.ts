import type { Catalogue } from '#src/catalogue/read.ts';
import type { Conversation } from '#src/domain/conversation.ts';
import type { Course, ModuleMeta } from '#src/domain/course.ts';
import { findModule } from '../course/paths.ts';
import { notFound } from '../service-error.ts';

export interface ConversationPlace {
  course: string;
  module: string;
  conversation: string;
}

/** A conversation of a module of a course, by the names in its address. */
export function findConversation(
  catalogue: Catalogue,
  at: ConversationPlace,
): { course: Course; module: ModuleMeta; conversation: Conversation } {
  const { course, module } = findModule(catalogue, at.course, at.module);
  const conversation = catalogue.conversations.get(module.id)?.find((c) => c.id === at.conversation);
  if (!conversation) throw notFound();
  return { course, module, conversation };
}
