/** Which words someone may have meant who typed one that stands nowhere. */

/** Letters to change, add, leave out or swap with the next to get from one word to the other; past `most` it stops counting. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j] ?? 0, (before[j - 2] ?? 0) + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}

/**
 * The nearest words, at most three; none for a word that is too short to tell.
 * @param word and words folded (domain/search-words.ts)
 */
export function nearWords(word: string, words: Iterable<string>): string[] {
  if (word.length < 4) return [];
  const most = word.length < 7 ? 1 : 2;
  const found: { word: string; far: number }[] = [];
  for (const candidate of new Set(words)) {
    const far = distance(word, candidate, most);
    if (far <= most && far > 0) found.push({ word: candidate, far });
  }
  return found
    .sort((a, b) => a.far - b.far || a.word.localeCompare(b.word))
    .slice(0, 3)
    .map((f) => f.word);
}
