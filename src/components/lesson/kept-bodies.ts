/**
 * The text of lessons, rendered once per process: it is the same for everyone. What is personal stands in its cuts, never in
 * the text itself. It comes from our own repository only.
 */
import { segmentsOf, type Segment } from './lesson-segments.ts';

const bodies = new Map<string, Segment[]>();

/** While developing, a lesson that was changed must be seen changed. */
const keeps = !import.meta.env.DEV;

export const keptBody = (entryId: string): Segment[] | null => bodies.get(entryId) ?? null;

export function keepBody(entryId: string, html: string): Segment[] {
  const segments = segmentsOf(html);
  if (keeps) bodies.set(entryId, segments);
  return segments;
}
