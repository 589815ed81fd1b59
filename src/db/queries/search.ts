/** Full text: the words of courses (course_text), filled from the repository. */
import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { installation } from '#src/db/schema/index.ts';

export const textKinds = ['lesson', 'term', 'conversation', 'keep'] as const;
export type TextKind = (typeof textKinds)[number];

export interface CourseText {
  kind: TextKind;
  /** Of a lesson, a term or a conversation; a sentence to keep has its lesson's. */
  ref: string;
  title: string;
  body: string;
}

const hashKey = 'courseText';

/** Of what text the words were taken; null before the first time. */
export async function findTextHash(db: Queryable): Promise<string | null> {
  const [row] = await db.select().from(installation).where(eq(installation.key, hashKey));
  return row?.value ?? null;
}

/** Puts these texts in the place of all that were there. */
export async function replaceCourseText(db: Queryable, texts: readonly CourseText[], hash: string): Promise<void> {
  await db.run(sql`delete from course_text`);
  await db.run(sql`
    insert into course_text (kind, ref, title, body)
    select value ->> 'kind', value ->> 'ref', value ->> 'title', value ->> 'body' from json_each(${JSON.stringify(texts)})`);
  await db
    .insert(installation)
    .values({ key: hashKey, value: hash })
    .onConflictDoUpdate({ target: installation.key, set: { value: hash } });
}

const inTitle = (match: string) =>
  sql`rowid in (select rowid from course_text where course_text match ${`{title} : (${match})`})`;

/**
 * What matches, best first: with all words in the title, with one of them there, and then by how much of the text it is.
 * @param where.match and where.any FTS5 expressions (ftsQuery), never what someone typed
 */
export async function findCourseText(
  db: Queryable,
  where: { match: string; any: string; limit: number; offset: number },
): Promise<CourseText[]> {
  return db.all<CourseText>(sql`
    select kind, ref, title, body from course_text where course_text match ${where.match}
    order by ${inTitle(where.match)} desc, ${inTitle(where.any)} desc, bm25(course_text, 0, 0, 8.0, 1.0), rowid
    limit ${where.limit} offset ${where.offset}`);
}

export async function countCourseText(db: Queryable, match: string): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`select count(*) as n from course_text where course_text match ${match}`);
  return row?.n ?? 0;
}
