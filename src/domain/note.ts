/** One's own notes in "Mijn balie". */

/** Longest text of a note, in characters as someone counts them. */
export const longestNote = 2000;
/** More than anyone writes; without an end one person could fill the disk. */
export const mostNotes = 1000;

export type NoteText =
  { ok: true; body: string } | { ok: false; reason: 'empty' } | { ok: false; reason: 'tooLong'; length: number };

/** A note as it is kept: lines end in one way, and what can't be seen is left out. */
export function noteText(typed: string): NoteText {
  const body = typed
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trim();
  if (body === '') return { ok: false, reason: 'empty' };
  const length = [...body].length;
  return length > longestNote ? { ok: false, reason: 'tooLong', length } : { ok: true, body };
}
