import { authorise, type Context } from '../context.ts';
import { findLesson, lessonPath } from '../course/paths.ts';
import { newId } from '../new-id.ts';
import { askablePeople } from './people.ts';
import { longestQuestion } from './send.ts';

export interface AskPage {
  courseId: string;
  moduleId: string;
  lesson: { slug: string; title: string; href: string };
  people: { value: string; label: string; hint: string }[];
  /** How whoever is asked can answer: goes along in the mail. */
  contact: string | null;
  longest: number;
  clientKey: string;
}

/** "Ik kom er niet uit": whom one can ask about a lesson. */
export async function openAsk(ctx: Context, input: { course: string; module: string; lesson: string }): Promise<AskPage> {
  const actor = authorise(ctx, 'course:follow');
  const { course, module, lesson } = findLesson(ctx.catalogue, input.course, input.module, input.lesson);
  const people = await askablePeople(ctx.db, actor, course.id, ctx.now);
  return {
    courseId: course.id,
    moduleId: module.id,
    lesson: { slug: lesson.slug, title: lesson.title, href: lessonPath(course.id, module.id, lesson.slug) },
    people: people.map(({ personId, name, what }) => ({ value: personId, label: name, hint: what })),
    contact: actor.email,
    longest: longestQuestion,
    clientKey: newId(),
  };
}
