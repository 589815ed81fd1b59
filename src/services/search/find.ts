import { countCourseText, findCourseText, type CourseText, type TextKind } from '#src/db/queries/search.ts';
import { nearWords } from '#src/domain/near-word.ts';
import { readListQuery } from '#src/domain/list-query.ts';
import { markHits, snippetOf, type Segment } from '#src/domain/search-text.ts';
import { fold, ftsQuery, searchWords, wordPattern, type SearchWords } from '#src/domain/search-words.ts';
import { authorise, type Context } from '../context.ts';
import { conversationPath } from '../course/paths.ts';
import { courseOf, lessonHref, lessonPlace, ownCourses } from '../course/reading.ts';

export interface Hit {
  /** "Les", "Begrip", "Baliegesprek" or "Zin om te onthouden" */
  kind: string;
  title: Segment[];
  snippet: Segment[];
  href: string;
}

export interface SearchView {
  query: string;
  /** Was there anything to look for? */
  asked: boolean;
  /** Per module, the one with the best hit first. */
  groups: { title: string; hits: Hit[] }[];
  total: number;
  page: number;
  hasMore: boolean;
  /** No text has all the words: these have one of them. */
  loose: boolean;
  /** Where nothing was found: words that look like what was typed. */
  near: string[];
}

const pageSize = 20;
const snippetLength = 220;
const kindNames: Record<TextKind, string> = {
  lesson: 'Les',
  term: 'Begrip',
  conversation: 'Baliegesprek',
  keep: 'Zin om te onthouden',
};

/** Looks for words in the lessons, the word list, conversations and sentences to keep: `?q=…&pagina=2&cursus=…`. */
export async function searchCourses(ctx: Context, given: Record<string, string>): Promise<SearchView> {
  const { personId } = authorise(ctx, 'course:follow');
  const input = readListQuery({ ...given, zoek: given.q ?? '' }, { orders: ['beste'], filters: { cursus: null } });
  const { cursus: course } = input.filters;
  const query = input.search;
  const words = searchWords(query);
  const nothing = { query, groups: [], total: 0, page: 1, hasMore: false, loose: false, near: [] };
  if (words.length === 0) return { ...nothing, asked: false };
  const found = await find(ctx, words, input.page);
  if (found.total === 0) return { ...nothing, asked: true, near: meant(ctx, query) };
  const preferred = [...(course ? [course] : []), ...(await ownCourses(ctx, personId))];
  const groups = new Map<string, Hit[]>();
  for (const row of found.rows.slice(0, pageSize)) {
    const place = placeOf(ctx, row, preferred);
    if (!place) continue;
    const hits = groups.get(place.group) ?? [];
    hits.push({ kind: kindNames[row.kind], href: place.href, ...textOf(row, place.title, words) });
    groups.set(place.group, hits);
  }
  return {
    query,
    asked: true,
    groups: [...groups].map(([title, hits]) => ({ title, hits })),
    total: found.total,
    page: input.page,
    hasMore: found.rows.length > pageSize,
    loose: found.loose,
    near: [],
  };
}

/** With all the words; where no text has them all, with any of them. */
async function find(ctx: Context, words: SearchWords, page: number) {
  for (const mode of words.length > 1 ? (['all', 'any'] as const) : (['all'] as const)) {
    const match = ftsQuery(words, mode);
    const any = ftsQuery(words, 'any');
    if (match === null || any === null) break;
    const total = await countCourseText(ctx.db, match);
    if (total === 0) continue;
    const rows = await findCourseText(ctx.db, { match, any, limit: pageSize + 1, offset: (page - 1) * pageSize });
    return { rows, total, loose: mode === 'any' };
  }
  return { rows: [], total: 0, loose: false };
}

/** Where a hit leads, in the reader's own course; null for what the courses no longer have. */
function placeOf({ catalogue }: Context, row: CourseText, preferred: readonly string[]) {
  if (row.kind === 'term') {
    const term = catalogue.terms.get(row.ref);
    return term ? { group: 'Woordenlijst', href: `/begrippen#${term.id}`, title: term.term } : null;
  }
  if (row.kind === 'conversation') {
    for (const [moduleId, conversations] of catalogue.conversations) {
      const conversation = conversations.find((c) => c.id === row.ref);
      const courseId = conversation ? courseOf(catalogue, moduleId, preferred) : null;
      if (conversation && courseId)
        return {
          group: moduleTitle(catalogue, moduleId),
          href: conversationPath(courseId, moduleId, conversation.id),
          title: conversation.title,
        };
    }
    return null;
  }
  const place = lessonPlace(catalogue, row.ref);
  const href = place ? lessonHref(catalogue, place, preferred) : null;
  return place && href ? { group: moduleTitle(catalogue, place.module.id), href, title: place.lesson.title } : null;
}

function moduleTitle({ modules, courses }: Context['catalogue'], moduleId: string): string {
  const module = modules.get(moduleId);
  if (!module) return moduleId;
  const numbered = [...courses.values()].some((c) => c.modules.includes(moduleId) && c.modules.length > 2);
  return numbered ? `Module ${module.number}: ${module.title}` : module.title;
}

/** A sentence to keep is shown whole, under the title of its lesson. */
function textOf(row: CourseText, title: string, words: SearchWords): Pick<Hit, 'title' | 'snippet'> {
  const snippet = row.kind === 'keep' ? markHits(row.body, words) : snippetOf(row.body, words, snippetLength);
  return { title: markHits(title, words), snippet };
}

/** Words of titles and of the word list that are nearly what was typed. */
function meant({ catalogue }: Context, query: string): string[] {
  const texts = [
    ...[...catalogue.terms.values()].flatMap((term) => [term.term, ...term.forms]),
    ...[...catalogue.modules.values()].flatMap((m) => [m.title, ...m.lessons.map((l) => l.title)]),
  ];
  const vocabulary = new Map(
    texts.flatMap((text) => (text.match(wordPattern) ?? []).map((word) => [fold(word), word.toLowerCase()])),
  );
  const typed = (fold(query).match(wordPattern) ?? []).slice(0, 5);
  return [...new Set(typed.flatMap((word) => nearWords(word, vocabulary.keys())))]
    .slice(0, 3)
    .map((word) => vocabulary.get(word) ?? word);
}
