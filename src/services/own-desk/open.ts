import { listAllOwnIntentions } from '#src/db/queries/agreement.ts';
import { countNotes, listNotes, searchNotes, type NoteRow } from '#src/db/queries/note.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { readListQuery } from '#src/domain/list-query.ts';
import { markHits, snippetOf, type Segment } from '#src/domain/search-text.ts';
import { ftsQuery, holdsAll, searchWords, type SearchWords } from '#src/domain/search-words.ts';
import { authorise, type Context } from '../context.ts';
import { lessonHref, lessonPlace, ownCourses } from '../course/reading.ts';
import { intentionPath } from '../intention/open.ts';
import { localView, type LocalView } from './local.ts';
import { keptSentences } from './sentences.ts';

export interface OwnDeskView {
  search: string;
  /** Is this what a search found, or everything? */
  searching: boolean;
  modules: { number: number; title: string; sentences: { text: Segment[]; lesson: string; href: string }[] }[];
  notes: {
    total: number;
    page: number;
    hasMore: boolean;
    rows: { id: string; body: Segment[]; changed: string; lesson: { title: string; href: string } | null }[];
  };
  /** What someone intends, of every meeting that asked for it; nobody else's. */
  intentions: {
    body: Segment[];
    /** "‘Kick-off’, 3 februari 2027" */
    from: string;
    shared: boolean;
    /** Null where one is no longer in the group. */
    href: string | null;
  }[];
  contacts: {
    /** Null for who works at no library. */
    where: string | null;
    texts: { title: string; body: Segment[]; checked: string; stale: boolean }[];
    topics: { title: string; rows: ContactRow[] }[];
    /** The sociale kaart itself. */
    cardHref: string | null;
    /** Is it the reader who fills this in? */
    manages: boolean;
  };
  /** Of the word list; only when searching. */
  terms: { term: Segment[]; explanation: Segment[]; href: string }[];
  /** How many words the list has. */
  termCount: number;
  nothing: boolean;
}

export interface ContactRow {
  organisation: Segment[];
  purpose: Segment[];
  how: Segment[];
  contact: Segment[];
  branch: string | null;
}

const notesOnPage = 20;
/** Whom to turn to: of the places that a library fills in. */
const contactSlots = ['colleagues', 'ido-lead'];

/** "Mijn balie": what someone kept, wrote and can ask, or what of it holds the words that are looked for. */
export async function openOwnDesk(ctx: Context, given: Record<string, string>): Promise<OwnDeskView> {
  const { personId } = authorise(ctx, 'desk:own');
  const input = readListQuery(given, { orders: ['nieuw'], filters: {} });
  const words = searchWords(input.search);
  const courses = await ownCourses(ctx, personId);
  const [sentences, notes, intentions, local] = await Promise.all([
    keptSentences(ctx, personId, courses),
    readNotes(ctx, personId, words, input.page),
    listAllOwnIntentions(ctx.db, personId),
    localView(ctx, personId, contactSlots),
  ]);
  const searching = words.length > 0;
  const wanted = (...texts: string[]) => !searching || holdsAll(texts.join(' '), words);
  const modules = sentences
    .map((module) => ({
      ...module,
      sentences: module.sentences
        .filter((s) => wanted(s.text, s.lesson, module.title))
        .map(({ text, lesson, href }) => ({ text: markHits(text, words), lesson, href })),
    }))
    .filter((module) => module.sentences.length > 0);
  const intended = intentions
    .filter((item) => wanted(item.body, item.title, item.groupName))
    .map(({ meetingId, title, body, shared, at, member }) => ({
      body: markHits(body, words),
      from: `‘${title}’, ${longDate(at)}`,
      shared,
      href: member ? intentionPath(meetingId) : null,
    }));
  const contacts = contactsOf(local, words, wanted);
  const all = [...ctx.catalogue.terms.values()];
  const terms = searching
    ? all
        .filter((term) => wanted(term.term, ...term.forms, term.explanation))
        .map((term) => ({
          term: markHits(term.term, words),
          explanation: snippetOf(term.explanation, words, 300),
          href: `/begrippen#${term.id}`,
        }))
    : [];
  const found = modules.length + notes.total + intended.length + contacts.texts.length + contacts.topics.length + terms.length;
  return {
    search: input.search,
    searching,
    modules,
    notes: {
      total: notes.total,
      page: input.page,
      hasMore: notes.rows.length > notesOnPage,
      rows: notes.rows.slice(0, notesOnPage).map((note) => noteView(ctx, note, words, courses)),
    },
    intentions: intended,
    contacts,
    terms,
    termCount: all.length,
    nothing: searching && found === 0,
  };
}

async function readNotes(ctx: Context, personId: string, words: SearchWords, page: number) {
  const part = { personId, limit: notesOnPage + 1, offset: (page - 1) * notesOnPage };
  const match = ftsQuery(words, 'all');
  if (match !== null) return searchNotes(ctx.db, { ...part, match });
  const [rows, total] = await Promise.all([listNotes(ctx.db, part), countNotes(ctx.db, personId)]);
  return { rows, total };
}

function noteView({ catalogue }: Context, note: NoteRow, words: SearchWords, courses: readonly string[]) {
  const place = note.lessonId === null ? undefined : lessonPlace(catalogue, note.lessonId);
  const href = place ? lessonHref(catalogue, place, courses) : null;
  return {
    id: note.id,
    body: markHits(note.body, words),
    changed: longDate(note.changedAt),
    lesson: place && href ? { title: place.lesson.title, href } : null,
  };
}

function contactsOf(local: LocalView | null, words: SearchWords, wanted: (...texts: string[]) => boolean) {
  const topics = new Map<string, ContactRow[]>();
  for (const row of local?.referrals ?? []) {
    if (!wanted(row.topic, ...row.topicWords, row.organisation, row.purpose, row.how, row.contact)) continue;
    const marked = {
      organisation: markHits(row.organisation, words),
      purpose: markHits(row.purpose, words),
      how: markHits(row.how, words),
      contact: markHits(row.contact, words),
      branch: row.branch,
    };
    topics.set(row.topic, [...(topics.get(row.topic) ?? []), marked]);
  }
  return {
    where: local?.where ?? null,
    texts: (local?.texts ?? [])
      .filter((text) => wanted(text.title, text.body))
      .map(({ title, body, checked, stale }) => ({ title, body: markHits(body, words), checked, stale })),
    topics: [...topics].map(([title, rows]) => ({ title, rows })),
    cardHref: local?.cardHref ?? null,
    manages: local?.manages ?? false,
  };
}
