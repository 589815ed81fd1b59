import { createHash } from 'node:crypto';
import { findTextHash, replaceCourseText } from '#src/db/queries/search.ts';
import type { Context } from '../context.ts';
import { courseTexts } from './course-texts.ts';

/** At boot: puts the words of the courses in the database, where they changed since. @returns whether they had */
export async function fillCourseText(ctx: Context): Promise<boolean> {
  const texts = courseTexts(ctx.catalogue);
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  if ((await findTextHash(ctx.db)) === hash) return false;
  await ctx.db.transaction((tx) => replaceCourseText(tx, texts, hash));
  return true;
}
