/** What a search shows of a text: the piece in which the words stand, cut into what was found and what is around it. */
import { fold, isForm, wordPattern, type SearchWords } from './search-words.ts';

export interface Segment {
  text: string;
  /** One of the words that were looked for. */
  hit: boolean;
}

/** The text as it is, with what was found marked. Together the segments are always the whole text. */
export function markHits(text: string, words: SearchWords): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  const push = (to: number, hit: boolean) => {
    if (to > from) segments.push({ text: text.slice(from, to), hit });
    from = to;
  };
  for (const { 0: found, index } of text.matchAll(wordPattern)) {
    const folded = fold(found);
    if (!words.some((forms) => isForm(folded, forms))) continue;
    push(index, false);
    push(index + found.length, true);
  }
  push(text.length, false);
  return segments;
}

/** A piece of about this many characters, where most of the words stand together; whole words, marked. */
export function snippetOf(text: string, words: SearchWords, length: number): Segment[] {
  const plain = text.replaceAll(/\s+/gu, ' ').trim();
  if (plain.length <= length) return markHits(plain, words);
  const hits = [...plain.matchAll(wordPattern)].flatMap(({ 0: found, index }) => {
    const folded = fold(found);
    const word = words.findIndex((forms) => isForm(folded, forms));
    return word < 0 ? [] : [{ index, end: index + found.length, word }];
  });
  let best = { start: 0, kinds: 0, count: 0 };
  for (const [at, first] of hits.entries()) {
    const near = hits.slice(at, at + 30).filter((hit) => hit.end <= first.index + length * 0.8);
    const kinds = new Set(near.map((hit) => hit.word)).size;
    if (kinds > best.kinds || (kinds === best.kinds && near.length > best.count))
      best = { start: first.index, kinds, count: near.length };
  }
  const { start, end } = window(plain, best.start, length);
  return markHits(`${start > 0 ? '… ' : ''}${plain.slice(start, end)}${end < plain.length ? ' …' : ''}`, words);
}

/** From the beginning of the sentence when that is near, else from a word near it. */
function window(text: string, at: number, length: number): { start: number; end: number } {
  const lead = Math.max(0, at - Math.round(length * 0.3));
  const sentence = [...text.slice(lead, at).matchAll(/[.!?:]”? /g)].at(-1);
  const space = text.indexOf(' ', lead);
  let start = 0;
  if (lead > 0) start = sentence ? lead + sentence.index + sentence[0].length : space >= 0 && space < at ? space + 1 : at;
  const last = Math.min(text.length, start + length);
  const cut = text.lastIndexOf(' ', last);
  return { start, end: last < text.length && cut > at ? cut : last };
}
