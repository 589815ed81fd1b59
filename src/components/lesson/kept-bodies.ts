/**
 * The text of lessons as HTML, rendered once per process: it is the same for everyone. What is personal stands beside it on
 * the page, never in it. The text comes from our own repository only.
 */
const bodies = new Map<string, string>();

/** While developing, a lesson that was changed must be seen changed. */
const keeps = !import.meta.env.DEV;

export const keptBody = (entryId: string): string | null => bodies.get(entryId) ?? null;

export function keepBody(entryId: string, html: string): void {
  if (keeps) bodies.set(entryId, html);
}
