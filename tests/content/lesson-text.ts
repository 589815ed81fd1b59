/** Lessons and quizzes as a reader meets them: plain text, without tags and marks. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue } from '#src/catalogue/read.ts';
import type { Conversation } from '#src/domain/conversation.ts';
import type { LessonMeta, ModuleMeta } from '#src/domain/course.ts';
import { words } from '#src/domain/plain-text.ts';

export { plainText, sentences, words } from '#src/domain/plain-text.ts';

export const catalogue = readCatalogue(process.cwd());

export interface LessonFile {
  /** `<module>/<slug>` */
  name: string;
  module: ModuleMeta;
  meta: LessonMeta;
  /** MDX below the front matter. */
  body: string;
}

export const lessons: LessonFile[] = [...catalogue.modules.values()].flatMap((module) =>
  module.lessons.map((meta) => ({
    name: `${module.id}/${meta.slug}`,
    module,
    meta,
    body: bodyOf(join('modules', module.id, 'lessons', `${meta.slug}.mdx`)),
  })),
);

export const quizzes = [...catalogue.quizzes].map(([moduleId, quiz]) => ({ name: moduleId, quiz }));

export const practice = [...catalogue.practice].map(([moduleId, quiz]) => ({ name: moduleId, quiz }));

export const conversations = [...catalogue.conversations].flatMap(([moduleId, list]) =>
  list.map((conversation) => ({ name: `${moduleId}/${conversation.id}`, conversation })),
);

/** Everything that people read of a conversation. */
export const conversationTexts = (c: Conversation): string[] => [
  c.title,
  c.intro,
  ...c.nodes.flatMap((n) => [n.says, n.scene ?? '', ...n.choices.flatMap((o) => [o.text, o.feedback, o.better ?? ''])]),
  ...c.endings.flatMap((e) => [e.title, e.text, e.lesson]),
];

/** Words of the word list: a long one of these is explained where it stands. */
const termWords = new Set([...catalogue.terms.values()].flatMap((t) => [t.term, ...t.forms]).flatMap((text) => words(text.toLowerCase())));

/** The share of words over twelve letters, those of the word list left out. */
export function longShare(all: readonly string[]): number {
  const long = all.filter((w) => w.replaceAll(/[^\p{L}]/gu, '').length > 12 && !termWords.has(w.toLowerCase()));
  return long.length / all.length;
}

/** All texts that people read outside lessons and quizzes, by file. */
export const otherTexts: { name: string; text: string }[] = ['content', 'modules'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(mdx?|yml)$/.test(file))
    .map((file) => ({ name: `${folder}/${file}`, text: readFileSync(join(folder, file), 'utf8') })),
);

function bodyOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  return text.replace(/^---\n[\s\S]*?\n---\n/, '');
}

/** What stands outside Feit and Regel, where no number may stand without a source. A guess to choose from has its source in the feedback. */
export const withoutSourced = (mdx: string): string =>
  mdx
    .replaceAll(/<Optie\b[^>]*>(?=(?:(?!<\/Optie>)[\s\S])*<Feit)/g, '<Optie>')
    .replaceAll(/<(Feit|Regel)\b[\s\S]*?<\/\1>/g, ' ');
