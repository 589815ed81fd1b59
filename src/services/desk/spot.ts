import { listName } from '../form-fields.ts';
import type { Catalogue } from '#src/catalogue/read.ts';

export type DeskFields = [string, string][];

export interface CoursePage {
  course: string;
  module: string;
  /** The last part of a lesson's address; null for the quiz, a conversation, an assignment or what was changed. */
  lesson: string | null;
}

/** The lesson at this path, or another page of a module where someone may be half-way; null for any other page. */
export function coursePageAt(catalogue: Catalogue, path: string): CoursePage | null {
  const match = /^\/cursus\/([a-z0-9-]+)\/([a-z0-9-]+)\/(gesprek\/|opdracht\/)?([a-z0-9-]+)$/.exec(path);
  if (!match) return null;
  const [, course = '', module = '', kind, last = ''] = match;
  if (!catalogue.courses.get(course)?.modules.includes(module)) return null;
  const page = { course, module, lesson: null };
  if (kind === 'gesprek/') return catalogue.conversations.get(module)?.some((c) => c.id === last) ? page : null;
  if (kind === 'opdracht/') return catalogue.modules.get(module)?.assignments.some((a) => a.id === last) ? page : null;
  if (last === 'toets' || last === 'veranderd') return page;
  return catalogue.modules.get(module)?.lessons.some((l) => l.slug === last) ? { course, module, lesson: last } : null;
}

/** The address of a spot that was left: with its anchor, and with the mark that gives a half-filled form back. */
export function spotPath(path: string, fields: DeskFields): string {
  const anchor = fields.find(([name]) => name === 'anchor')?.[1];
  const typed = fields.some(([name]) => ['chosen', 'tekst'].includes(listName(name)));
  return `${path}${typed ? '?terug=1' : ''}${anchor ? `#${anchor}` : ''}`;
}
