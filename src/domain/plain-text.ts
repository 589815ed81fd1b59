/** A lesson as a reader meets it: its text without tags and marks, to count and to check. */

/** Text of an MDX body: blocks become paragraphs, what stands in `tekst`, `vraag` and `titel` is text too. */
export function plainText(mdx: string): string {
  return mdx
    .replaceAll(
      /<[A-Z]\w*[^>]*>/g,
      (tag) =>
        [...tag.matchAll(/(?:tekst|vraag|titel)="([^"]*)"/g)].map(([, text]) => `\n\n${text}\n\n`).join('') ||
        (/^<(Feit|Begrip)\b/.test(tag) ? '' : '\n\n'),
    )
    .replaceAll(/<\/(Feit|Begrip)>/g, '')
    .replaceAll(/<\/[A-Z]\w*>/g, '\n\n')
    .replaceAll(/^\s*(?:[-*]|\d+\.)\s+/gm, '\n\n')
    .replaceAll(/[*_#]/g, '');
}

/** Sentences, each as its words. */
export function sentences(text: string): string[][] {
  return text
    .split(/\n\s*\n/)
    .flatMap((block) => block.replaceAll(/\s+/g, ' ').split(/(?<=[.!?…][”’)]?)\s+/))
    .map(words)
    .filter((list) => list.length > 0);
}

export function words(text: string): string[] {
  return text.match(/[\p{L}\d][\p{L}\d’'-]*/gu) ?? [];
}
