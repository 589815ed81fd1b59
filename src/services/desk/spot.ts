import { listName } from '../form-fields.ts';
import type { Catalogue } from '#src/catalogue/read.ts';

export type DeskFields = [string, string][];

export interface CoursePage {
  course: string;
  module: string;
  /** The last part of a lesson's address; null for the quiz and for a conversation. */
  lesson: string | null;
}

/** The lesson, quiz or conversation at this path; null for any other page. */
export function coursePageAt(catalogue: Catalogue, path: string): CoursePage | null {
  const match = /^\/cursus\/([a-z0-9-]+)\/([a-z0-9-]+)\/(gesprek\/)?([a-z0-9-]+)$/.exec(path);
  if (!match) return null;
  const [, course = '', module = '', talk, last = ''] = match;
  if (!catalogue.courses.get(course)?.modules.includes(module)) return null;
  if (talk) return catalogue.conversations.get(module)?.some((c) => c.id === last) ? { course, module, lesson: null } : null;
  if (last === 'toets') return { course, module, lesson: null };
  return catalogue.modules.get(module)?.lessons.some((l) => l.slug === last) ? { course, module, lesson: last } : null;
}

/** The address of a spot that was left: with its anchor, and with the mark that gives a half-filled form back. */
export function spotPath(path: string, fields: DeskFields): string {
  const anchor = fields.find(([name]) => name === 'anchor')?.[1];
  const typed = fields.some(([name]) => listName(name) === 'chosen');
  return `${path}${typed ? '?terug=1' : ''}${anchor ? `#${anchor}` : ''}`;
}
