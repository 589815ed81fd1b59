import { talkViewOf, type TalkView } from '#src/domain/conversation-view.ts';
import type { Portrait } from '#src/domain/conversation.ts';
import { authorise, type Context } from '../context.ts';
import { conversationPath, lessonPath, modulePath } from '../course/paths.ts';
import { findConversation, type ConversationPlace } from './find.ts';
import { loadStanding } from './load-standing.ts';

export interface ConversationView extends TalkView {
  courseId: string;
  moduleId: string;
  conversationId: string;
  path: string;
  title: string;
  module: { number: number; title: string; href: string };
  lesson: { title: string; href: string };
  customer: string;
  portrait: Portrait;
  intro: string;
  /** Which go this is; travels with the forms. */
  go: number;
  /** The text was changed under the go before this one. */
  changed: boolean;
}

/** A conversation at the desk as far as this person is: never a sentence that was not reached. */
export async function openConversation(ctx: Context, input: ConversationPlace): Promise<ConversationView> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module, conversation } = findConversation(ctx.catalogue, input);
  const { standing, endings } = await loadStanding(ctx.db, { personId, moduleId: module.id, conversation });
  const lesson = module.lessons.find((l) => l.id === conversation.lesson);
  const { go, changed } = standing;
  return {
    courseId: course.id,
    moduleId: module.id,
    conversationId: conversation.id,
    path: conversationPath(course.id, module.id, conversation.id),
    title: conversation.title,
    module: { number: module.number, title: module.title, href: modulePath(course.id, module.id) },
    lesson: {
      title: lesson?.title ?? module.title,
      href: lesson ? lessonPath(course.id, module.id, lesson.slug, conversation.id) : modulePath(course.id, module.id),
    },
    customer: conversation.customer,
    portrait: conversation.portrait,
    intro: conversation.intro,
    go,
    changed,
    ...talkViewOf(conversation, standing, endings),
  };
}
