/** The words of a lesson, for searching and nothing else: what a reader sees, without tags, marks and source numbers. */

/** Attributes that a reader sees as text. */
const shown = /\b(?:titel|vraag|tekst|wie)="([^"]*)"/g;

/** @param mdx the body of a lesson, without its front matter */
export function plainText(mdx: string): string {
  return mdx
    .replaceAll(/\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replaceAll(/<\/?[A-Za-z][\w.]*((?:"[^"]*"|[^">])*)>/g, (tag, attributes: string) => {
      const words = [...attributes.matchAll(shown)].map(([, text = '']) => text);
      // A word of the word list stands in the middle of a sentence.
      if (words.length === 0) return /^<\/?(?:Begrip|Feit)\b/.test(tag) ? '' : ' ';
      return ` ${words.map((text) => (/[.!?…”]$/.test(text) ? text : `${text}.`)).join(' ')} `;
    })
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\s*(?:#{1,6}|[-*+]|\d+\.|>)\s+/gm, ' ')
    .replaceAll(/\*\*|__|(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}])/gu, '')
    .replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
