/** The kept HTML of a lesson, cut at the places where something personal stands. */
export type Segment = { html: string } | { kind: PartKind; name: string; inner: string };
export type PartKind = 'slot' | 'conversation' | 'assignment' | 'practice';

const part = /<lesson-part data-kind="(\w+)" data-name="([a-z0-9-]+)">([\s\S]*?)<\/lesson-part>/g;

// A line may end after a button, even before a full stop: a term and the sign after it stay together.
const term = '<button class="term"[^>]*>[^<]*</button>';
const termWithSign = new RegExp(`(?:<strong>${term}</strong>|${term})[.,:;?!)”’]+`, 'g');

export function segmentsOf(rendered: string): Segment[] {
  const html = rendered.replace(termWithSign, '<span class="term-hold">$&</span>');
  const segments: Segment[] = [];
  let from = 0;
  for (const match of html.matchAll(part)) {
    const [whole, kind = '', name = '', inner = ''] = match;
    // Markdown wraps a lone tag in a paragraph, and a block may not stand in one.
    segments.push({ html: html.slice(from, match.index).replace(/<p>\s*$/, '') });
    segments.push({ kind: kind as PartKind, name, inner: inner.trim() });
    from = match.index + whole.length;
    const after = /^\s*<\/p>/.exec(html.slice(from));
    if (after && /<p>\s*$/.test(html.slice(0, match.index))) from += after[0].length;
  }
  segments.push({ html: html.slice(from) });
  return segments;
}
