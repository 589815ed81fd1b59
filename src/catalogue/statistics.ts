/** What the course text holds, counted. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainText, words } from '#src/domain/plain-text.ts';
import { questionKinds, type QuestionKind } from '#src/domain/question/question.ts';
import { termsSchema } from '#src/domain/term.ts';
import { splitFrontMatter } from './lesson-file.ts';
import { readCatalogue, type Catalogue } from './read.ts';
import { readYaml } from './yaml.ts';

/** What is counted, in the order in which it is shown. */
export const counted = [
  'lessons',
  'words',
  'minutes',
  'questions',
  'practice',
  'conversations',
  'nodes',
  'endings',
  'assignments',
  'terms',
  'sources',
] as const;
export type Counts = Record<(typeof counted)[number], number>;

export interface ContentCounts {
  counts: Counts;
  /** Questions of the quiz and practice questions, by kind. */
  kinds: Record<QuestionKind, number>;
}

export interface ContentStatistics {
  modules: ({ id: string } & ContentCounts)[];
  /** A source that two modules name counts once. */
  total: ContentCounts;
}

/** @param root the repository's top folder */
export function contentStatistics(root: string): ContentStatistics {
  const catalogue = readCatalogue(root);
  // In the order of the courses; then what stands in none.
  const ids = new Set([...[...catalogue.courses.values()].flatMap((c) => c.modules), ...catalogue.modules.keys()]);
  const modules = [...ids].map((id) => ({ id, ...countModule(root, catalogue, id) }));
  const sum = <K extends string>(names: readonly K[], of: (m: ContentCounts) => Record<K, number>) =>
    Object.fromEntries(names.map((name) => [name, modules.reduce((n, m) => n + of(m)[name], 0)])) as Record<K, number>;
  const sources = new Set(modules.flatMap((m) => [...m.named])).size;
  return {
    modules: modules.map(({ id, counts, kinds }) => ({ id, counts, kinds })),
    total: { counts: { ...sum(counted, (m) => m.counts), sources }, kinds: sum(questionKinds, (m) => m.kinds) },
  };
}

function countModule(root: string, catalogue: Catalogue, id: string): ContentCounts & { named: Set<string> } {
  const module = catalogue.modules.get(id);
  const lessons = module?.lessons ?? [];
  const quiz = catalogue.quizzes.get(id);
  const practice = catalogue.practice.get(id);
  const conversations = catalogue.conversations.get(id) ?? [];
  const termFile = join(root, 'content/terms', `${id}.yml`);
  const terms = existsSync(termFile) ? readYaml(termFile, termsSchema) : [];
  const asked = [...(quiz?.questions ?? []), ...(practice?.questions ?? [])];
  const named = new Set(
    [...lessons, ...conversations, quiz, practice, ...terms]
      .flatMap((text): (string | { text: string })[] => text?.sources ?? [])
      .map((source) => (typeof source === 'string' ? source : source.text)),
  );
  return {
    named,
    counts: {
      lessons: lessons.length,
      words: lessons.reduce((n, l) => n + wordsIn(join(root, 'modules', id, 'lessons', `${l.slug}.mdx`)), 0),
      minutes: lessons.reduce((n, l) => n + l.minutes, 0),
      questions: quiz?.questions.length ?? 0,
      practice: practice?.questions.length ?? 0,
      conversations: conversations.length,
      nodes: conversations.reduce((n, c) => n + c.nodes.length, 0),
      endings: conversations.reduce((n, c) => n + c.endings.length, 0),
      assignments: module?.assignments.length ?? 0,
      terms: terms.length,
      sources: named.size,
    },
    kinds: Object.fromEntries(questionKinds.map((kind) => [kind, asked.filter((q) => q.kind === kind).length])) as Record<
      QuestionKind,
      number
    >,
  };
}

const wordsIn = (file: string) => words(plainText(splitFrontMatter(readFileSync(file, 'utf8'), file).body)).length;
