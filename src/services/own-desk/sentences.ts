import { listCompletedLessons } from '#src/db/queries/lesson.ts';
import type { Context } from '../context.ts';
import { lessonHref } from '../course/reading.ts';

export interface KeptSentence {
  /** Of its lesson. */
  id: string;
  text: string;
  lesson: string;
  href: string;
}

export interface ModuleSentences {
  number: number;
  title: string;
  sentences: KeptSentence[];
}

/** The sentence of every lesson that someone finished, by module, in the order of the lessons. */
export async function keptSentences(ctx: Context, personId: string, courses: readonly string[]): Promise<ModuleSentences[]> {
  const done = new Set(await listCompletedLessons(ctx.db, personId));
  return [...ctx.catalogue.modules.values()]
    .sort((a, b) => a.number - b.number || a.id.localeCompare(b.id))
    .flatMap((module): ModuleSentences[] => {
      const sentences = module.lessons.flatMap((lesson): KeptSentence[] => {
        const href = done.has(lesson.id) ? lessonHref(ctx.catalogue, { module, lesson }, courses) : null;
        return href ? [{ id: lesson.id, text: lesson.keep, lesson: lesson.title, href }] : [];
      });
      return sentences.length > 0 ? [{ number: module.number, title: module.title, sentences }] : [];
    });
}
