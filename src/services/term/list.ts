import type { Catalogue } from '#src/catalogue/read.ts';
import { byName, capital } from '#src/domain/dutch.ts';
import { readListQuery } from '#src/domain/list-query.ts';
import { markHits, type Segment } from '#src/domain/search-text.ts';
import { fold, holdsAll, searchWords } from '#src/domain/search-words.ts';
import type { Term } from '#src/domain/term.ts';
import { authorise, type Context } from '../context.ts';
import { lessonHref, ownCourses } from '../course/reading.ts';

export interface TermView {
  id: string;
  term: Segment[];
  /** Other spellings. */
  forms: string[];
  explanation: Segment[];
  sources: { text: string; href?: string }[];
  /** Where it stands in a lesson. */
  lessons: { title: string; module: string; href: string }[];
}

export interface TermListView {
  search: string;
  letters: { letter: string; terms: TermView[] }[];
  /** The whole alphabet of the list, to jump to. */
  all: string[];
  total: number;
}

/** The word list, in the order of the alphabet. */
export async function listTerms(ctx: Context, given: Record<string, string>): Promise<TermListView> {
  const { personId } = authorise(ctx, 'course:follow');
  const { search } = readListQuery(given, { orders: ['naam'], filters: {} });
  const words = searchWords(search);
  const preferred = await ownCourses(ctx, personId);
  const all = [...ctx.catalogue.terms.values()].sort((a, b) => byName({ name: a.term }, { name: b.term }));
  const lessons = lessonsByTerm(ctx.catalogue, preferred);
  const letters = new Map<string, TermView[]>();
  const found = words.length === 0 ? all : all.filter((term) => holdsAll(textOf(term), words));
  for (const term of found) {
    const letter = letterOf(term.term);
    letters.set(letter, [
      ...(letters.get(letter) ?? []),
      {
        id: term.id,
        term: markHits(capital(term.term), words),
        forms: term.forms,
        explanation: markHits(term.explanation, words),
        sources: term.sources.map((s) =>
          typeof s === 'string' ? { text: s } : { text: s.text, ...(s.url ? { href: s.url } : {}) },
        ),
        lessons: lessons.get(term.id) ?? [],
      },
    ]);
  }
  return {
    search,
    letters: [...letters].map(([letter, terms]) => ({ letter, terms })),
    all: [...new Set(all.map((term) => letterOf(term.term)))],
    total: found.length,
  };
}

const textOf = (term: Term) => [term.term, ...term.forms, term.explanation].join(' ');

/** What doesn't begin with a letter stands under #. */
function letterOf(term: string): string {
  const first =
    fold(term)
      .match(/[\p{L}\p{N}]/u)?.[0]
      ?.toUpperCase() ?? '#';
  return /[A-Z]/.test(first) ? first : '#';
}

function lessonsByTerm(catalogue: Catalogue, preferred: readonly string[]): Map<string, TermView['lessons']> {
  const found = new Map<string, TermView['lessons']>();
  for (const module of catalogue.modules.values())
    for (const lesson of module.lessons) {
      const href = lessonHref(catalogue, { module, lesson }, preferred);
      if (href === null) continue;
      for (const id of lesson.parts.terms)
        found.set(id, [...(found.get(id) ?? []), { title: lesson.title, module: module.title, href }]);
    }
  return found;
}
